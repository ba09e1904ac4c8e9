using System.CommandLine;
using System.Text;
using Par.Rules.Dmn;
using Par.Rules.Dmn.Kit;

namespace Par.Worker.Cli;

/// <summary><c>tck</c>: runs a folder of the DMN conformance kit, and writes the report in the form of the published results.</summary>
internal static class TckVerb
{
    private const string Models = "*.dmn";
    private const string Cases = "*-test-*.xml";

    // Functions that give the present must give the same on every machine and every day.
    private static readonly DateTimeOffset Moment = new(2024, 7, 10, 9, 0, 0, TimeSpan.FromHours(7));

    public static Command Command()
    {
        var folder = new Argument<string>("folder") { Description = "The folder of the kit, or any folder within it.", HelpName = "folder" };
        var report = new Option<string?>("--report") { Description = "Writes one line for each case to this file: its folder, file and id, SUCCESS, ERROR or IGNORED, and a remark.", HelpName = "FILE" };
        var verb = new Command("tck", "Runs a folder of the DMN conformance kit, and says what passed.") { folder, report };
        verb.SetAction(read => Run(read.GetRequiredValue(folder), read.GetValue(report)));
        return verb;
    }

    private static int Run(string folder, string? report)
    {
        var rows = Files(folder).SelectMany(file => Rows(folder, file)).ToList();
        foreach (var (row, _) in rows.Where(one => one.Result.Outcome == KitOutcome.Error))
        {
            Console.WriteLine(row);
        }

        foreach (var ignored in rows.Where(one => one.Result.Outcome == KitOutcome.Ignored).GroupBy(one => one.Result.Remark))
        {
            Console.WriteLine($"{ignored.Count()} ignored: {ignored.Key}");
        }

        if (report is not null)
        {
            Write(report, rows.Select(one => one.Row));
        }

        var failed = rows.Count(one => one.Result.Outcome == KitOutcome.Error);
        Console.WriteLine($"{rows.Count(one => one.Result.Outcome == KitOutcome.Success)} passed, {failed} failed");
        return failed == 0 ? 0 : Failures.Failed;
    }

    private static void Write(string report, IEnumerable<string> rows)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(report))!);
            File.WriteAllLines(report, rows, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new RuleFolderException($"The report '{report}' cannot be written ({refused.Message.TrimEnd('.')}): name a file that may be.");
        }
    }

    private static List<string> Files(string folder)
    {
        if (File.Exists(folder))
        {
            throw new RuleFolderException($"'{folder}' is a file: name the folder it is in, or the folder of the conformance kit.");
        }

        if (!Directory.Exists(folder))
        {
            throw new RuleFolderException($"There is no folder '{folder}': name the folder of the conformance kit.");
        }

        var files = Directory.EnumerateFiles(folder, Cases, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new RuleFolderException($"The folder '{folder}' holds no {Cases} files: name the folder of the conformance kit.");
    }

    private static IEnumerable<(string Row, KitResult Result)> Rows(string folder, string file)
    {
        var topic = Path.GetDirectoryName(file)!;
        var models = Directory.EnumerateFiles(topic, Models).Order(StringComparer.Ordinal).Select(Read).ToList();
        return ConformanceKit.Run(Read(file), models, Moment).Select(result => (Row(Topic(folder, topic), file, result), result));
    }

    private static DmnFile Read(string path) => new(path.Replace('\\', '/'), File.ReadAllText(path));

    // As the published results name it: compliance-level-3/0068-feel-equality.
    private static string Topic(string folder, string topic)
    {
        var relative = Path.GetRelativePath(folder, topic);
        return (relative == "." ? Path.GetFileName(Path.GetFullPath(topic)) : relative).Replace('\\', '/');
    }

    private static string Row(string topic, string file, KitResult result)
    {
        var outcome = result.Outcome.ToString().ToUpperInvariant();
        return string.Join(',', Quoted(topic), Quoted(Path.GetFileNameWithoutExtension(file)), Quoted(result.Case), Quoted(outcome), Quoted(result.Remark));
    }

    private static string Quoted(string text) =>
        $"\"{text.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
