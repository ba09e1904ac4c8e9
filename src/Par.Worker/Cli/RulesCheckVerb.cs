using System.CommandLine;
using Par.Rules.Books;

namespace Par.Worker.Cli;

/// <summary><c>rules check</c>: reads every rule file and reports everything that is wrong, each with its place and its mend.</summary>
internal static class RulesCheckVerb
{
    public static Command Command()
    {
        var folder = RulesVerb.Folder();
        var verb = new Command("check", "Reads every rule file and reports every problem at once.") { folder };
        verb.SetAction(read => Check(read.GetRequiredValue(folder)));
        return verb;
    }

    private static int Check(string folder)
    {
        var files = RuleFolder.Read(folder);
        var reading = RuleBookReader.Check(files);
        foreach (var problem in reading.Diagnostics)
        {
            Console.WriteLine(problem);
        }

        Console.WriteLine(Summary(folder, files, reading));
        return reading.Book is null ? Failures.Failed : 0;
    }

    /// <summary>The last line: what was read, or how much is wrong.</summary>
    public static string Summary(string folder, IReadOnlyList<RuleFile> files, BookReading reading)
    {
        if (reading.Book is not { } book)
        {
            var wrong = reading.Diagnostics.Select(problem => problem.At.File).Distinct(StringComparer.Ordinal).Count();
            return $"{Count.Of(reading.Diagnostics.Count, "problem")} in {Count.Of(wrong, "file")}; {Count.Of(files.Count, "file")} read in '{folder}'.";
        }

        var examples = book.Rules.Sum(rule => rule.Versions.Sum(version => version.Examples.Count));
        return $"{Count.Of(files.Count, "file")} read in '{folder}', no problems: {Count.Of(book.Rules.Count, "rule")} with {Count.Of(examples, "example")}.";
    }
}
