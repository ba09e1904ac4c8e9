using System.Globalization;
using Microsoft.Extensions.Options;
using Par.Worker.Alarms;
using Par.Worker.Registries;

namespace Par.Worker.Reconciliation;

/// <summary>
/// Holds every registry against the inbox, every finding that is due against what came of it, and every dossier against what it
/// stands on. Twice, or on two workers, it finds the same and repairs it once; one part that fails leaves the others alone.
/// </summary>
internal sealed partial class Reconciler(
    RegistryConnections registries, RegistryLook registryLook, TableLook tableLook, FindingsLook findingsLook, DossiersLook dossiersLook,
    Looks looks, Differences differences, Alarms.Alarms alarms, IOptions<ReconciliationOptions> options, TimeProvider clock, ILogger<Reconciler> log)
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(3);

    /// <summary>All registries, findings and dossiers; only one registry when it is named.</summary>
    /// <param name="registry">Its name in the catalogue.</param>
    /// <param name="whole">Everything there is, and not only what is new since a look that is old enough.</param>
    /// <param name="reportOnly">Nothing is written and nothing repaired.</param>
    /// <param name="cancellation">Gives up; what was repaired stays repaired.</param>
    public async Task<IReadOnlyList<Look>> Run(string? registry, bool whole, bool reportOnly, CancellationToken cancellation)
    {
        var done = new List<Look>();
        foreach (var name in registries.All.Select(one => one.Name).Where(name => registry is null || name == registry))
        {
            done.Add(await Run(name, whole, reportOnly, registries[name].HasFeed ? registryLook.Run : tableLook.Run, cancellation));
        }

        if (registry is null)
        {
            // After the registries, for what was just taken in is no finding yet and no difference.
            done.Add(await Run(Look.Findings, whole, reportOnly, findingsLook.Run, cancellation));
            done.Add(await Run(Look.Dossiers, whole, reportOnly, dossiersLook.Run, cancellation));
        }

        return done;
    }

    /// <summary>A person lets a difference stand; it raises no alarm any more. False when none of this id is open.</summary>
    public async Task<bool> Accept(long id, string by, string reason, CancellationToken cancellation)
    {
        if (await differences.Accept(id, by, reason, clock.GetUtcNow(), cancellation) is not { } part)
        {
            return false;
        }

        await Alarm(part, cancellation);
        return true;
    }

    private async Task<Look> Run(string part, bool whole, bool reportOnly, Func<Look, CancellationToken, Task> compare, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow();
        var look = new Look
        {
            Part = part,
            Started = started,
            ReportOnly = reportOnly,
            Since = whole ? null : await looks.Before(part, started - options.Value.Overlap, cancellation),
        };
        const int page = 1000;
        for (long after = 0; await differences.Open(part, after, page, cancellation) is { Count: > 0 } open; after = open[^1].Id)
        {
            look.Knows(open);
        }

        await compare(look, cancellation);
        if (reportOnly)
        {
            return look;
        }

        var now = clock.GetUtcNow();
        if (look.Differed > 0)
        {
            var kinds = string.Join(", ", look.Kinds.Select(kind => $"{kind.Value} {kind.Key}"));
            LogDiffered(part, kinds, look.Repaired);
        }

        if (look.Failed is null)
        {
            await differences.Close(look, now, cancellation);
            await Alarm(part, cancellation);
        }
        else
        {
            LogFailed(part, look.Failed);
            await AlarmWhenLongAgo(look, cancellation);
        }

        await looks.Keep(look, now, cancellation);
        return look;
    }

    /// <summary>One night is nothing; a part that fails for days is looked at by nobody.</summary>
    private async Task AlarmWhenLongAgo(Look look, CancellationToken cancellation)
    {
        if (await looks.Before(look.Part, look.Started, cancellation) is { } last && look.Started - last.At > LongAgo)
        {
            var since = last.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await alarms.Raise(
                AlarmKind.Difference,
                look.Part,
                $"'{look.Part}' was last reconciled on {since}, and not since, because {look.Failed}. See to it; './par reconcile --registry {look.Part}' tells at once.",
                cancellation);
        }
    }

    private async Task Alarm(string part, CancellationToken cancellation)
    {
        var waiting = await differences.ForAPerson(part, cancellation);
        if (waiting.Count == 0)
        {
            await alarms.Clear(AlarmKind.Difference, part, cancellation);
            return;
        }

        var counted = string.Join(", ", waiting.Select(one => $"{one.Count} {one.Kind}"));
        await alarms.Raise(
            AlarmKind.Difference,
            part,
            $"The reconciliation of '{part}' found what it cannot repair: {counted}. './par reconcile list' shows each, and docs/operating.md what to do about it.",
            cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reconciliation of {Part} found {Kinds}; {Repaired} of them are on the way to be mended")]
    private partial void LogDiffered(string part, string kinds, int repaired);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not reconcile {Part}: {Reason}; the next run begins where this one would have")]
    private partial void LogFailed(string part, string reason);
}
