using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Books;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>What one turn over the tables of a registry came to.</summary>
/// <param name="New">How many life events were not known before.</param>
/// <param name="HasMore">At least one table has not been read to its end.</param>
internal readonly record struct TableTurn(int New, bool HasMore);

/// <summary>
/// Takes in the rows of tables of registries that keep no feed. Each reading goes from an overlap before the latest moment that was
/// seen to the end of the table, so that rows that were written late are found; what is known already is passed over.
/// </summary>
internal sealed partial class TableIntake(
    Inbox inbox, Watermarks watermarks, RegistryConnections registries, RunningBook running, TableFaults faults, FeedLag lag, IOptions<IntakeOptions> options,
    IntakeMeter meter, Wake wake, TimeProvider clock, ILogger<TableIntake> log)
{
    // Readings that are not at their end yet. Who loses them begins the overlap anew, and loses nothing else.
    private readonly ConcurrentDictionary<(string Registry, string Kind), (long Server, TablePlace Place)> begun = new();

    // When readings over several pages began: what was written since may have been passed by.
    private readonly ConcurrentDictionary<string, DateTimeOffset> began = new(StringComparer.Ordinal);

    /// <summary>Reads the next page of each table of a registry and keeps what is new of it; null when the registry did not answer.</summary>
    public async Task<TableTurn?> TakeNext(RegistryConnection registry, CancellationToken cancellation)
    {
        var (turn, asked, whole) = (default(TableTurn), clock.GetUtcNow(), true);
        registry.Feed.MayAsk();
        foreach (var table in RegistryTable.Of(registry, running.Current.Catalogue))
        {
            try
            {
                var (count, hasMore) = await TakeNext(table, cancellation);
                turn = new TableTurn(turn.New + count, turn.HasMore || hasMore);
            }
            catch (TableSilentException silence) when (IsAway(silence.InnerException!))
            {
                registries.FeedFailed(registry, silence.InnerException!);
                return null;
            }
            catch (TableSilentException silence)
            {
                begun.TryRemove(Name(table), out _);
                whole = false;
                if (await Fault(table, silence.InnerException!, cancellation) is not { } fault)
                {
                    return null;
                }

                registries.IsThere(registry);
                await faults.Tell(table, fault, cancellation);
            }
        }

        if (whole && !turn.HasMore)
        {
            lag.ReadToTheEnd(registry.Name, began.TryRemove(registry.Name, out var first) ? first : asked, null);
        }
        else if (whole)
        {
            began.TryAdd(registry.Name, asked);
        }

        return turn;
    }

    private async Task<TableTurn> TakeNext(RegistryTable table, CancellationToken cancellation)
    {
        var watermark = await watermarks.Of(table, cancellation);
        var isBegun = begun.TryGetValue(Name(table), out var reading) && watermark?.IsOf(table, reading.Server) == true;
        var page = await Read(isBegun ? table.After(reading.Place, options.Value.PageSize, cancellation) : table.From(Start(table, watermark), options.Value.PageSize, cancellation));
        registries.Answered(table.Registry);
        await faults.IsRead(table, cancellation);
        if (watermark?.IsOf(table, page.SystemIdentifier) != true)
        {
            await watermarks.Begin(table, page.SystemIdentifier, clock.GetUtcNow(), cancellation);
            begun.TryRemove(Name(table), out _);
            if (watermark is not null)
            {
                LogAnotherServer(table.Registry.Name, table.Kind);
            }

            return new TableTurn(0, HasMore: true);
        }

        var count = await Keep(table, watermark.Value, page, cancellation);
        if (page.HasMore)
        {
            begun[Name(table)] = (page.SystemIdentifier, new TablePlace(page.Rows[^1].UpdatedAt!.Value, page.Rows[^1].Key));
        }
        else
        {
            begun.TryRemove(Name(table), out _);
        }

        return new TableTurn(count, page.HasMore);
    }

    private static DateTime? Start(RegistryTable table, Watermark? watermark) =>
        watermark?.UpdatedAt is { } seen && seen - DateTime.MinValue > table.Overlap ? seen - table.Overlap : null;

    private async Task<int> Keep(RegistryTable table, Watermark watermark, TablePage page, CancellationToken cancellation)
    {
        if (page.Rows.Count == 0)
        {
            return 0;
        }

        var registry = table.Registry.Name;
        var all = page.Rows.Select(row => TableEvent.Of(table, row)).DistinctBy(row => row.EventUid).ToList();
        var unknown = await inbox.Unknown(registry, [.. all.Select(row => row.EventUid)], cancellation);
        // A row from the future must not make those between now and then seem late.
        var last = page.Rows[^1].UpdatedAt!.Value;
        var moveTo = last < page.Now ? last : page.Now;
        if (unknown.Count == 0 && moveTo <= watermark.UpdatedAt)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        List<FeedRow> rows = [.. all.Where(row => unknown.Contains(row.EventUid))];
        var taken = await inbox.TakeInFromTable(table, page.SystemIdentifier, moveTo, rows, now, cancellation);
        meter.TakenIn(registry, taken);
        foreach (var recorded in rows.Select(row => row.RecordedAt).OfType<DateTime>())
        {
            meter.Lag(registry, now - recorded);
        }

        if (taken.Quarantined > 0)
        {
            LogQuarantined(taken.Quarantined, registry);
        }

        if (taken.New > 0)
        {
            wake.Call();
        }

        return taken.New;
    }

    /// <summary>What is wrong with a table; null when its registry has gone away meanwhile.</summary>
    private async Task<string?> Fault(RegistryTable table, Exception failure, CancellationToken cancellation)
    {
        try
        {
            return await TableFault.Of(table, failure, cancellation);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            registries.FeedFailed(table.Registry, away);
            return null;
        }
    }

    private static async Task<TablePage> Read(Task<TablePage> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidCastException)
        {
            throw new TableSilentException(failure);
        }
    }

    private static bool IsAway(Exception failure) => failure is TimeoutException or NpgsqlException { InnerException: TimeoutException } || Unreachable.IsAway(failure);

    private static (string Registry, string Kind) Name(RegistryTable table) => (table.Registry.Name, table.Kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} stands on another server or has another table of {Kind} now; it was begun anew, and what is known already is passed over")]
    private partial void LogAnotherServer(string registry, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kept {Count} unusable rows of registry {Registry} in quarantine")]
    private partial void LogQuarantined(int count, string registry);

    /// <summary>A failure of the registry, told apart from one of the work database.</summary>
    private sealed class TableSilentException(Exception reason) : Exception("A table could not be read.", reason);
}
