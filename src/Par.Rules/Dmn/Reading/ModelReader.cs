using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Running;

namespace Par.Rules.Dmn.Reading;

/// <summary>Reads one model file, and the files it imports.</summary>
internal sealed class ModelReader(IReadOnlyList<DmnFile> others, List<Diagnostic> diagnostics)
{
    private const string Newest = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal)
    {
        ["http://www.omg.org/spec/DMN/20151101/dmn.xsd"] = "1.1",
        ["http://www.omg.org/spec/DMN/20180521/MODEL/"] = "1.2",
        ["https://www.omg.org/spec/DMN/20191111/MODEL/"] = "1.3",
        ["https://www.omg.org/spec/DMN/20211108/MODEL/"] = "1.4",
        [Newest] = "1.5",
    };

    private readonly Dictionary<string, Definitions?> _read = new(StringComparer.Ordinal);
    private ILookup<string, (DmnFile File, XmlPart Root)>? _others;

    public Definitions? Read(DmnFile file) =>
        XmlTree.Read(file, diagnostics) is var (root, language) && IsModel(root, language) ? Read(root) : null;

    private bool IsModel(XmlPart root, string language)
    {
        if (root.Name == "definitions" && Languages.ContainsKey(language))
        {
            return true;
        }

        diagnostics.Add(DmnTexts.NotDmn(root.At, root.Name, language, Newest));
        return false;
    }

    private Definitions Read(XmlPart root)
    {
        var model = new Definitions(root["name"] ?? "", root["namespace"] ?? "") { Misspelt = [.. Misspelt.Of(root)] };
        if (model.Space.Length == 0)
        {
            diagnostics.Add(DmnTexts.MissingAttribute(root.At, root.Name, "namespace"));
        }

        _read[model.Space] = null;
        foreach (var import in root.All("import").Where(import => Languages.ContainsKey(import["importType"] ?? Newest)))
        {
            Import(import, model);
        }

        var types = new TypeReader(model, diagnostics);
        types.Read(root);
        new ElementReader(model, new ExpressionReader(types, diagnostics), types, diagnostics).Read(root);
        _read[model.Space] = model;
        return model;
    }

    private void Import(XmlPart part, Definitions model)
    {
        var (name, space) = (Names.Single(part["name"] ?? ""), part["namespace"] ?? "");
        if (space.Length == 0)
        {
            diagnostics.Add(DmnTexts.MissingAttribute(part.At, part.Name, "namespace"));
            return;
        }

        if (_read.TryGetValue(space, out var known))
        {
            if (known is null)
            {
                diagnostics.Add(DmnTexts.ImportCycle(part.At, name));
                return;
            }
        }
        else if (Others()[space].ToList() is [_, ..] found)
        {
            if (found.Count > 1)
            {
                diagnostics.Add(DmnTexts.ManyImports(part.At, name, space, found.Select(one => one.File.Path)));
                return;
            }

            known = Read(found[0].Root);
        }
        else
        {
            diagnostics.Add(DmnTexts.MissingImport(part.At, name, space));
            return;
        }

        if (model.Imports.Exists(other => other.Name == name && name.Length > 0))
        {
            diagnostics.Add(DmnTexts.Twice(part.At, "imports", name));
            return;
        }

        model.Imports.Add(new Import(name, space, known));
    }

    // Files that are no models are none of this model's business.
    private ILookup<string, (DmnFile File, XmlPart Root)> Others() =>
        _others ??= Models().ToLookup(one => one.Root["namespace"] ?? "", StringComparer.Ordinal);

    private IEnumerable<(DmnFile File, XmlPart Root)> Models()
    {
        foreach (var file in others)
        {
            if (XmlTree.Read(file, []) is var (root, language) && root.Name == "definitions" && Languages.ContainsKey(language))
            {
                yield return (file, root);
            }
        }
    }
}
