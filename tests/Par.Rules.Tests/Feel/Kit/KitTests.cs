using System.Globalization;
using System.Xml.Linq;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel.Kit;

/// <summary>Runs the cases of the DMN conformance kit that need nothing but literal expressions.</summary>
public sealed class KitTests(ITestOutputHelper output)
{
    [Fact]
    public void Cases_of_the_conformance_kit_pass_interpreted_and_compiled_except_those_we_know()
    {
        var kit = FindKit();
        var (run, failed, problems) = (0, new List<string>(), new List<string>());
        foreach (var file in Files(kit))
        {
            run += Run(file, failed, problems);
        }

        var summary = string.Create(CultureInfo.InvariantCulture, $"{run} cases run, {run - failed.Count} passed, {failed.Count} failed.");
        output.WriteLine(kit is null ? "0 cases run: no folder ../shared/dmn-tck beside the repository." : summary);
        output.WriteLine(string.Join(Environment.NewLine, problems));
        if (kit is not null)
        {
            Assert.True(run > 1000, summary);
            var folder = Path.Combine(Root()!, "tests", "Par.Rules.Tests", "Feel", "Kit");
            var known = File.ReadAllLines(Path.Combine(folder, "known-failures.txt")).Where(line => line.Length > 0 && line[0] != '#');
            Assert.Equal(string.Join('\n', known), string.Join('\n', failed));
        }
    }

    private static IEnumerable<string> Files(string? kit) =>
        kit is null ? [] : Directory.EnumerateFiles(kit, "*-test-*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static int Run(string file, List<string> failed, List<string> problems)
    {
        var cases = XDocument.Load(file);
        var folder = Path.GetDirectoryName(file)!;
        var name = cases.Root!.Elements().First(child => child.Name.LocalName == "modelName").Value;
        var document = XDocument.Load(Path.Combine(folder, name), LoadOptions.PreserveWhitespace);
        var run = 0;
        foreach (var one in cases.Root.Elements().Where(child => child.Name.LocalName == "testCase" && (string?)child.Attribute("type") != "decisionService"))
        {
            var inputs = one.Elements().Where(child => child.Name.LocalName == "inputNode")
                .ToDictionary(input => (string)input.Attribute("name")!, KitValues.Read);
            foreach (var node in one.Elements().Where(child => child.Name.LocalName == "resultNode" && (string?)child.Attribute("type") != "decisionService"))
            {
                var model = new KitModel(document);
                if (!model.TryDecide((string)node.Attribute("name")!, inputs, compiled: false, out var interpreted))
                {
                    continue;
                }

                run++;
                model.TryDecide((string)node.Attribute("name")!, inputs, compiled: true, out var compiled);
                var expected = node.Elements().FirstOrDefault(child => child.Name.LocalName == "expected") is { } wanted ? KitValues.Read(wanted) : Value.Null;
                if (!Same(expected, interpreted) || !Same(expected, compiled))
                {
                    var id = $"{Path.GetFileName(folder)} {(string?)one.Attribute("id")} {(string?)node.Attribute("name")}";
                    failed.Add(id);
                    problems.Add($"{id}: expected {expected}, interpreted {interpreted}, compiled {compiled} {string.Join("; ", model.Problems)}");
                }
            }
        }

        return run;
    }

    // Numbers of the kit carry as many digits as other engines have; ours agree to one part in a hundred million.
    private static bool Same(Value expected, Value given) => (expected.Kind, given.Kind) switch
    {
        (ValueKind.Number, ValueKind.Number) => Math.Abs(expected.AsNumber - given.AsNumber) <= Math.Abs(expected.AsNumber) * 0.00000001m,
        (ValueKind.List, ValueKind.List) => expected.AsList.Count == given.AsList.Count && expected.AsList.Zip(given.AsList).All(pair => Same(pair.First, pair.Second)),
        (ValueKind.Context, ValueKind.Context) => expected.AsContext.Names.Count == given.AsContext.Names.Count
            && expected.AsContext.Names.All(name => expected.AsContext.TryGet(name, out var a) && given.AsContext.TryGet(name, out var b) && Same(a, b)),
        _ => expected == given,
    };

    private static string? FindKit()
    {
        var kit = Root() is { } root ? Path.Combine(root, "..", "shared", "dmn-tck") : null;
        return Directory.Exists(kit) ? kit : null;
    }

    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ParProactive.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
