using System.CommandLine;
using Par.Rules.Books;
using Par.Rules.Diagnostics;
using Par.Rules.Examples;

namespace Par.Worker.Cli;

/// <summary><c>rules examples</c>: runs the examples that authors wrote, and says why each finding came out.</summary>
internal static class RulesExamplesVerb
{
    public static Command Command()
    {
        var folder = RulesVerb.Folder();
        var rule = new Option<string?>("--rule") { Description = "Only the examples of this rule.", HelpName = "NAME" };
        var verbose = new Option<bool>("--verbose") { Description = "Says why for every example, not only for those that failed." };
        var verb = new Command("examples", "Runs the examples beside the rules, and says why each finding came out.") { folder, rule, verbose };
        verb.SetAction(read => Run(read.GetRequiredValue(folder), read.GetValue(rule), read.GetValue(verbose)));
        return verb;
    }

    private static int Run(string folder, string? rule, bool verbose)
    {
        var files = RuleFolder.Read(folder);
        var reading = RuleBookReader.Read(files);
        if (reading.Book is not { } book)
        {
            foreach (var problem in reading.Diagnostics)
            {
                Console.WriteLine(problem);
            }

            Console.WriteLine(RulesCheckVerb.Summary(folder, files, reading));
            return Failures.Failed;
        }

        if (rule is not null && book.Rule(rule) is null)
        {
            var nearest = Nearest.Name(rule, book.Rules.Select(one => one.Id));
            Console.Error.WriteLine(nearest is null ? $"There is no rule '{rule}'." : $"There is no rule '{rule}'. Did you mean '{nearest}'?");
            return CommandLine.Misused;
        }

        return Report(folder, [.. ExampleRunner.Run(book).Where(result => rule is null || result.Rule.Id == rule)], verbose);
    }

    private static int Report(string folder, IReadOnlyList<ExampleResult> results, bool verbose)
    {
        foreach (var result in results)
        {
            Console.WriteLine(result);
            foreach (var line in verbose && result.Passed ? result.Why() : [])
            {
                Console.WriteLine($"  {line}");
            }
        }

        var failed = results.Count(result => !result.Passed);
        Console.WriteLine($"{Count.Of(results.Count, "example")} in '{folder}': {results.Count - failed} passed, {failed} failed.");
        return failed == 0 ? 0 : Failures.Failed;
    }
}
