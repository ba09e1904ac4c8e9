using System.CommandLine;
using System.Globalization;
using Par.Worker.Alarms;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>alarms</c>: what waits for a human. Ends with code 1 when there is anything, so that a monitor can ask.</summary>
internal static class AlarmsVerb
{
    public static Command Command()
    {
        var settings = Settings.Option();
        var verb = new Command("alarms", "Lists the alarms whose cause is not gone; ends with code 1 when there are any.") { settings };
        verb.SetAction((read, cancellation) => List(read.GetValue(settings), cancellation));
        return verb;
    }

    private static async Task<int> List(string? settingsFile, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder(settingsFile);
        builder.Services.AddStorage().AddAlarms();
        await using var host = builder.Build();
        Settings.Validate(host.Services);
        await host.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);

        var open = await host.Services.GetRequiredService<Alarms.Alarms>().Open(cancellation);
        foreach (var alarm in open)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{alarm.RaisedAt:yyyy-MM-dd HH:mm:ss}Z  {alarm.Kind}  {alarm.About}"));
            Console.WriteLine(string.Join(Environment.NewLine, alarm.Says.Split('\n').Select(line => $"    {line.TrimEnd('\r')}")));
        }

        if (open.Count == 0)
        {
            Console.WriteLine("No alarm is open.");
        }

        return open.Count == 0 ? 0 : 1;
    }
}
