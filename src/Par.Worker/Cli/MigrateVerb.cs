using System.CommandLine;
using System.Globalization;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>migrate</c>: brings the work database to the state this program was written for, beside a running service where that may be.</summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var settings = Settings.Option();
        var check = new Option<bool>("--check") { Description = "Only says what would be done, and whether the programs at work may stay; ends with code 1 when one must end first." };
        var force = new Option<bool>("--force") { Description = "Asks older programs that may not stay to end, instead of refusing." };
        var verb = new Command("migrate", "Brings the work database to this version of the program.") { settings, check, force };
        verb.SetAction(async (read, cancellation) =>
        {
            var builder = WorkerHost.Builder(read.GetValue(settings));
            builder.Services.AddStorage();
            await using var host = builder.Build();
            Settings.Validate(host.Services);
            return await Migrate(host.Services, read.GetValue(check), read.GetValue(force), cancellation);
        });
        return verb;
    }

    public static async Task<int> Migrate(IServiceProvider services, bool check, bool force, CancellationToken cancellation)
    {
        var migrator = new Migrator(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<KnownMigrations>(), services.GetRequiredService<TimeProvider>())
        {
            Say = Console.Error.WriteLine,
            Force = force,
        };
        var plan = await migrator.Plan(cancellation);
        if (check)
        {
            Console.WriteLine(Words(plan));
            return plan.InTheWay.Count == 0 ? 0 : 1;
        }

        var applied = await migrator.Migrate(cancellation);
        Console.WriteLine(applied.Count == 0
            ? $"The work database was already up to date.{Beyond(plan)}"
            : $"Applied {string.Join(", ", applied)}. The work database is up to date.");
        return 0;
    }

    private static string Words(MigrationPlan plan)
    {
        if (plan.Strictest is not { } strictest)
        {
            return $"The work database is up to date: nothing would be done.{Beyond(plan)}";
        }

        var stay = strictest.Needs < plan.Missing[0].Number
            ? string.Create(CultureInfo.InvariantCulture, $"Programs from {strictest.Needs:0000} on may stay at work.")
            : "No program of before may stay at work.";
        var work = plan switch
        {
            { Older.Count: 0 } => "None is at work.",
            { InTheWay.Count: 0 } => $"At work: {OlderProgram.Words(plan.Older)}, which may stay.",
            _ => $"Must end first: {OlderProgram.Words(plan.InTheWay)}. Stop it, or run './par migrate --force', which asks it to end.",
        };
        return $"Would apply {string.Join(", ", plan.Missing.Select(migration => migration.Name))}. {stay} {work}";
    }

    private static string Beyond(MigrationPlan plan) => plan.Newer.Count == 0
        ? ""
        : $" It has {string.Join(", ", plan.Newer.Select(step => step.Name))} of a newer program too, beside which this one may go on.";
}
