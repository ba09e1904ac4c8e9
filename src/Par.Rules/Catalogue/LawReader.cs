using System.Globalization;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue;

/// <summary>Reads what law sets: dated parameters and procedures.</summary>
internal sealed class LawReader(CatalogueReading reading, EntityReader entities)
{
    private static readonly Dictionary<string, bool> Statuses = new(StringComparer.Ordinal) { ["active"] = true, ["repealed"] = false };

    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Procedure> _procedures = new(StringComparer.Ordinal);
    private readonly List<(string Code, YamlScalar By)> _replacements = [];

    public IReadOnlyDictionary<string, Parameter> Parameters => _parameters;

    public IReadOnlyDictionary<string, Procedure> Procedures => _procedures;

    public void ReadParameter(YamlEntry written)
    {
        if (entities.FieldName(written.Key) is not { } name
            || MapReader.Of(written.Value, CatalogueKeys.Parameter, reading.Problems) is not { } entry
            || !reading.Take("parameter", written.Key))
        {
            return;
        }

        var title = entry.RequiredWording("title");
        var type = ValueReading.Type(entry.RequiredScalar("type"), reading.Problems);
        var inherited = entry.Has("source") ? reading.Provenance(entry, name) : null;
        var values = new List<ParameterValue>();
        foreach (var node in entry.RequiredList("values"))
        {
            if (type is not null && Value(node, type, name, inherited) is { } value)
            {
                if (values.Count > 0 && values[^1].From >= value.From)
                {
                    reading.Problems.Add(CatalogueTexts.ValuesOutOfOrder(node.At, name));
                }

                values.Add(value);
            }
        }

        if (title is not null && type is not null)
        {
            _parameters.Add(name, new Parameter { Name = name, Title = title, Type = type, Values = values });
        }
    }

    public void ReadProcedure(YamlEntry written)
    {
        if (MapReader.Of(written.Value, CatalogueKeys.Procedure, reading.Problems) is not { } entry || !reading.Take("procedure", written.Key))
        {
            return;
        }

        var replacedBy = entry.Scalar("replacedBy");
        if (replacedBy is not null)
        {
            _replacements.Add((written.Name, replacedBy));
        }

        var title = entry.RequiredWording("title");
        entry.RequiredNode("status");
        var (from, until) = (entry.Day("from"), entry.Day("until"));
        if (until < from)
        {
            reading.Problems.Add(CatalogueTexts.ProcedureEndsBeforeStart(entry.Scalar("until")!.At, written.Name, Iso(from.Value), Iso(until.Value)));
        }

        _procedures.Add(written.Name, new Procedure
        {
            Code = written.Name,
            Title = title ?? new Wording(written.Name, written.Name),
            Active = entry.OneOf("status", Statuses) ?? true,
            From = from,
            Until = until,
            ReplacedBy = replacedBy?.Text,
            Provenance = reading.Provenance(entry, $"the procedure '{written.Name}'"),
        });
    }

    /// <summary>Checks the codes of replacing procedures, once every procedure is known; a circle is told of once.</summary>
    public void CheckReplacements()
    {
        var inCircles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, by) in _replacements)
        {
            if (reading.Listed(_procedures, by, "procedure", "procedures.yaml") is null || inCircles.Contains(code))
            {
                continue;
            }

            var followed = Followed(code);
            if (followed.Count > 1 && followed[^1] == code)
            {
                inCircles.UnionWith(followed);
                reading.Problems.Add(CatalogueTexts.ReplacedInACircle(by.At, followed));
            }
        }
    }

    /// <summary>The procedure and those that took its place in turn, as far as they are listed, until one comes again.</summary>
    private List<string> Followed(string code)
    {
        List<string> followed = [code];
        while (_procedures[followed[^1]].ReplacedBy is { } next && _procedures.ContainsKey(next))
        {
            var again = followed.Contains(next);
            followed.Add(next);
            if (again)
            {
                break;
            }
        }

        return followed;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private ParameterValue? Value(YamlNode node, Feel.FeelType type, string name, Provenance? inherited)
    {
        if (MapReader.Of(node, CatalogueKeys.ParameterValue, reading.Problems) is not { } entry)
        {
            return null;
        }

        var from = entry.RequiredDay("from");
        var law = entry.RequiredText("law");
        var provenance = inherited is not null && !entry.Has("source") ? inherited : reading.Provenance(entry, $"a value of '{name}'");
        var value = entry.RequiredNode("value") is { } written ? ValueReading.Value(written, type, $"'{name}'", reading.Problems) : null;
        return from is null || law is null || value is null ? null : new ParameterValue(from.Value, value.Value, law, provenance);
    }
}
