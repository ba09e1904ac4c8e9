using System.CommandLine;
using System.Globalization;
using Par.Worker.Decisions;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>rules shadow</c>: what rules that are only tried out would have opened, by agency and day.</summary>
internal static class RulesShadowVerb
{
    public static Command Command()
    {
        var settings = Settings.Option();
        var rule = new Argument<string?>("rule")
        {
            Description = "The id of a rule; all that are tried out when left out.",
            DefaultValueFactory = _ => null,
            HelpName = "rule",
        };
        var verb = new Command("shadow", "Shows what rules that are only tried out would have opened.") { rule, settings };
        verb.SetAction((read, cancellation) => Show(read.GetValue(rule), read.GetValue(settings), cancellation));
        return verb;
    }

    private static async Task<int> Show(string? rule, string? settingsFile, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder(settingsFile);
        builder.Services.AddStorage().AddSingleton<Shadows>();
        await using var host = builder.Build();
        Settings.Validate(host.Services);
        await host.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);

        var would = await host.Services.GetRequiredService<Shadows>().Show(rule, cancellation);
        foreach (var ofRule in would.GroupBy(one => one.Rule, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ofRule.Key}: {ofRule.Sum(one => one.Dossiers)} would have opened"));
            foreach (var one in ofRule)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {one.Day:yyyy-MM-dd}  {one.Agency}  {one.Dossiers}"));
            }
        }

        if (would.Count == 0)
        {
            Console.WriteLine(rule is null
                ? "No rule has found anything due in shadow."
                : $"Rule '{rule}' has found nothing due in shadow: './par rules shadow' lists those that have.");
        }

        return would.Count == 0 && rule is not null ? 1 : 0;
    }
}
