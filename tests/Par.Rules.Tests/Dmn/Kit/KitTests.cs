using System.Globalization;
using Par.Rules.Dmn;
using Par.Rules.Dmn.Kit;

namespace Par.Rules.Tests.Dmn.Kit;

/// <summary>Runs the whole DMN conformance kit, once interpreted and once compiled.</summary>
public sealed class KitTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Moment = new(2024, 7, 10, 9, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    public void Cases_of_the_conformance_kit_pass_interpreted_and_compiled_except_those_we_know(int runsBeforeCompiling)
    {
        var kit = FindKit();
        if (kit is null)
        {
            output.WriteLine("0 cases run: no folder ../shared/dmn-tck beside the repository.");
            return;
        }

        var results = Files(kit).SelectMany(file => Run(kit, file, runsBeforeCompiling)).ToArray();
        var passed = results.Count(result => result.Result.Outcome == KitOutcome.Success);
        var failed = results.Where(result => result.Result.Outcome == KitOutcome.Error).ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed.Length} failed, {results.Length} in all."));
        output.WriteLine(string.Join(Environment.NewLine, failed.Select(one => $"{one.Id}: {one.Result.Remark}")));

        Assert.True(results.Length > 1000, $"Only {results.Length} cases were found in {kit}.");
        var folder = Path.Combine(Root()!, "tests", "Par.Rules.Tests", "Dmn", "Kit");
        var known = File.ReadAllLines(Path.Combine(folder, "known-failures.txt")).Where(line => line.Length > 0 && line[0] != '#');
        Assert.Equal(string.Join('\n', known), string.Join('\n', failed.Select(one => one.Id)));
    }

    private static IEnumerable<(string Id, KitResult Result)> Run(string kit, string file, int runsBeforeCompiling)
    {
        var folder = Path.GetDirectoryName(file)!;
        var models = Directory.EnumerateFiles(folder, "*.dmn").Order(StringComparer.Ordinal).Select(Read).ToArray();
        return ConformanceKit.Run(Read(file), models, Moment, runsBeforeCompiling)
            .Select(result => ($"{Path.GetRelativePath(kit, folder)} {result.Case}", result));
    }

    private static DmnFile Read(string path) => new(path, File.ReadAllText(path));

    private static IEnumerable<string> Files(string kit) =>
        Directory.EnumerateFiles(kit, "*-test-*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

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
