using System.CommandLine;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>migrate</c>: brings the work database to the state this program was written for.</summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var settings = Settings.Option();
        var verb = new Command("migrate", "Brings the work database to this version of the program.") { settings };
        verb.SetAction((read, cancellation) => Migrate(read.GetValue(settings), cancellation));
        return verb;
    }

    private static async Task<int> Migrate(string? settingsFile, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder(settingsFile);
        builder.Services.AddStorage();
        await using var host = builder.Build();
        Settings.Validate(host.Services);

        var applied = await host.Services.GetRequiredService<Migrator>().Migrate(cancellation);
        Console.WriteLine(applied.Count == 0
            ? "The work database was already up to date."
            : $"Applied {string.Join(", ", applied)}. The work database is up to date.");
        return 0;
    }
}
