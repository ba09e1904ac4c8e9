using System.CommandLine;
using Par.Worker.Queues;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>agencies</c>: what a person decides about dossiers whose agency has ended.</summary>
internal static class AgenciesVerb
{
    public static Command Command() => new("agencies", "Sends dossiers to another agency, where a reorganisation leaves that to a person.") { Transfer() };

    private static Command Transfer()
    {
        var settings = Settings.Option();
        var dossier = new Argument<string>("dossier") { Description = "The number of the dossier as the desk shows it, or its id.", HelpName = "dossier" };
        var to = new Option<string>("--to") { Description = "The id of the agency, such as commune-police/hai-chau.", HelpName = "AGENCY", Required = true };
        var by = new Option<string>("--by") { Description = "Who decides; kept in the history of the dossier.", HelpName = "NAME", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; kept in the history of the dossier.", HelpName = "TEXT", Required = true };
        var verb = new Command("transfer", "Sends one dossier that waits in a queue to another agency; its number and term stay.") { dossier, to, by, reason, settings };
        verb.SetAction(async (read, cancellation) =>
        {
            var (agency, who, why) = (read.GetValue(to)!, read.GetValue(by)!.Trim(), read.GetValue(reason)!.Trim());
            if (who.Length == 0 || why.Length == 0)
            {
                await Console.Error.WriteLineAsync("Give the name of who decides with --by and the reason with --reason: both are kept in the history of the dossier.");
                return CommandLine.Misused;
            }

            var file = read.GetValue(settings);
            Settings.CheckAll(file);
            await using var worker = Program.Build(WorkerHost.Builder(file));
            await worker.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
            var transfers = worker.Services.GetRequiredService<Transfers>();
            if (!transfers.Knows(agency))
            {
                await Console.Error.WriteLineAsync($"There is no agency '{agency}': write its id as in rules/catalogue, such as commune-police/hai-chau.");
                return CommandLine.Misused;
            }

            var whyNot = await transfers.Send(read.GetValue(dossier)!, agency, who, why, cancellation);
            if (whyNot is not null)
            {
                await Console.Error.WriteLineAsync(whyNot);
                return 1;
            }

            Console.WriteLine($"Sent the dossier to '{agency}'.");
            return 0;
        });
        return verb;
    }
}
