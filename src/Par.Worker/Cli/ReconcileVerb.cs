using System.CommandLine;
using System.Globalization;
using Par.Rules.Diagnostics;
using Par.Worker.Reconciliation;
using Par.Worker.Registries;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>reconcile</c>: holds both sides against each other at once, lists what differs, and takes a person's word about it.</summary>
internal static class ReconcileVerb
{
    public static Command Command()
    {
        var settings = Settings.Option();
        var registry = new Option<string?>("--registry") { Description = "Only this registry, by its name in the catalogue.", HelpName = "NAME" };
        var all = new Option<bool>("--all") { Description = "Everything there is, and not only what is new: after a backup was restored." };
        var reportOnly = new Option<bool>("--report-only") { Description = "Tells what differs; writes nothing and repairs nothing." };
        var json = new Option<string?>("--json") { Description = "Writes what was found to this file.", HelpName = "FILE" };
        var verb = new Command("reconcile", "Holds registries, inbox, findings and dossiers against each other; ends with code 1 when a person must look.")
        {
            List(), Accept(), registry, all, reportOnly, json, settings,
        };
        verb.SetAction((read, cancellation) => On(read.GetValue(settings), async services =>
        {
            var name = read.GetValue(registry);
            var known = services.GetRequiredService<RegistryConnections>().All.Select(one => one.Name).ToList();
            if (name is not null && !known.Contains(name))
            {
                await Console.Error.WriteLineAsync(Nearest.Name(name, known) is { } near
                    ? $"There is no registry '{name}'. Did you mean '{near}'?"
                    : $"There is no registry '{name}'. The registries are: {string.Join(", ", known)}.");
                return CommandLine.Misused;
            }

            var looks = await services.GetRequiredService<Reconciler>().Run(name, read.GetValue(all), read.GetValue(reportOnly), cancellation);
            foreach (var line in looks.SelectMany(ReconcileReport.Lines))
            {
                Console.WriteLine(line);
            }

            if (read.GetValue(json) is { } file)
            {
                await ReconcileReport.Write(file, looks, cancellation);
            }

            return looks.All(look => look.Failed is null && look.Differed == look.Repaired) ? 0 : 1;
        }, cancellation));
        return verb;
    }

    private static Command List()
    {
        var settings = Settings.Option();
        var verb = new Command("list", "What differed and is not repaired, each with its id.") { settings };
        verb.SetAction((read, cancellation) => On(read.GetValue(settings), async services =>
        {
            const int page = 1000;
            var (differences, count) = (services.GetRequiredService<Differences>(), 0);
            for (long after = 0; await differences.Open(part: null, after, page, cancellation) is { Count: > 0 } open; after = open[^1].Id)
            {
                count += open.Count;
                foreach (var one in open)
                {
                    var accepted = one.AcceptedBy is null ? "" : $"  accepted by {one.AcceptedBy}: {one.Reason}";
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Id}  {one.FirstSeen:yyyy-MM-dd HH:mm:ss}Z  {one.Part}  {one.Found}{accepted}"));
                }
            }

            if (count == 0)
            {
                Console.WriteLine("Nothing differs.");
            }

            return 0;
        }, cancellation));
        return verb;
    }

    private static Command Accept()
    {
        var settings = Settings.Option();
        var id = new Argument<long>("id") { Description = "The id of a difference, as 'list' shows it.", HelpName = "id" };
        var by = new Option<string>("--by") { Description = "Who decides; kept with the difference.", HelpName = "NAME", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; kept with the difference.", HelpName = "TEXT", Required = true };
        var verb = new Command("accept", "Lets a difference stand that nothing can repair: it raises no alarm any more.") { id, by, reason, settings };
        verb.SetAction((read, cancellation) => On(read.GetValue(settings), async services =>
        {
            var (which, who, why) = (read.GetValue(id), read.GetValue(by)!.Trim(), read.GetValue(reason)!.Trim());
            if (who.Length == 0 || why.Length == 0)
            {
                await Console.Error.WriteLineAsync("Give the name of who decides with --by and the reason with --reason: both are kept with the difference.");
                return CommandLine.Misused;
            }

            var accepted = await services.GetRequiredService<Reconciler>().Accept(which, who, why, cancellation);
            Console.WriteLine(accepted ? $"Accepted difference {which}." : $"No difference {which} is open: see './par reconcile list'.");
            return accepted ? 0 : 1;
        }, cancellation));
        return verb;
    }

    private static async Task<int> On(string? settingsFile, Func<IServiceProvider, Task<int>> act, CancellationToken cancellation)
    {
        Settings.CheckAll(settingsFile);
        var builder = WorkerHost.Builder(settingsFile);
        // What the service would log is what the lines of the report say.
        builder.Logging.AddFilter("Par.Worker", LogLevel.Error);
        await using var worker = Program.Build(builder);
        await worker.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
        return await act(worker.Services);
    }
}
