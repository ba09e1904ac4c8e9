using System.CommandLine;
using System.Globalization;
using Par.Worker.Brakes;
using Par.Worker.Rounds;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>brake</c>: what the brake holds of which rule, and what a human decides about it.</summary>
internal static class BrakeVerb
{
    public static Command Command() => new("brake", "Lists what is held of rules that opened far more than they should, and decides about it.")
    {
        List(),
        Decide("release", "Opens what is held of a rule, as if it were found due now.", "Released", releases => releases.Release),
        Decide("discard", "Withdraws what is held of a rule; nobody is told, for nobody was.", "Discarded", releases => releases.Discard),
    };

    private static Command List()
    {
        var settings = Settings.Option();
        var verb = new Command("list", "How much is held of which rule, for which agency, since when.") { settings };
        verb.SetAction((read, cancellation) => On(read.GetValue(settings), async services =>
        {
            var held = await services.GetRequiredService<Held>().List(cancellation);
            foreach (var row in held)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{row.Rule}  {row.Agency}  {row.Held} held since {row.Since:yyyy-MM-dd HH:mm:ss}Z"));
            }

            if (held.Count == 0)
            {
                Console.WriteLine("Nothing is held.");
            }

            return 0;
        }, cancellation));
        return verb;
    }

    private static Command Decide(
        string name, string duty, string done, Func<Releases, Func<string, string, string, CancellationToken, Task<int>>> decide)
    {
        var settings = Settings.Option();
        var rule = new Argument<string>("rule") { Description = "The id of the rule, such as residence.newborn.", HelpName = "rule" };
        var by = new Option<string>("--by") { Description = "Who decides; kept in the history of each dossier.", HelpName = "NAME", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; kept in the history of each dossier.", HelpName = "TEXT", Required = true };
        var verb = new Command(name, duty) { rule, by, reason, settings };
        verb.SetAction((read, cancellation) => On(read.GetValue(settings), async services =>
        {
            var (id, who, why) = (read.GetValue(rule)!, read.GetValue(by)!.Trim(), read.GetValue(reason)!.Trim());
            if (who.Length == 0 || why.Length == 0)
            {
                await Console.Error.WriteLineAsync("Give the name of who decides with --by and the reason with --reason: both are kept in the history of each dossier.");
                return CommandLine.Misused;
            }

            var count = await decide(services.GetRequiredService<Releases>())(id, who, why, cancellation);
            Console.WriteLine(count == 0
                ? $"Nothing is held of rule '{id}': see './par brake list'."
                : $"{done} what was held of rule '{id}': {count}.");
            return count == 0 ? 1 : 0;
        }, cancellation));
        return verb;
    }

    private static async Task<int> On(string? settingsFile, Func<IServiceProvider, Task<int>> act, CancellationToken cancellation)
    {
        Settings.CheckAll(settingsFile);
        await using var worker = Program.Build(WorkerHost.Builder(settingsFile));
        await worker.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
        return await act(worker.Services);
    }
}
