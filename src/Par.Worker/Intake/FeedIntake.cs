using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Books;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>Takes in the life events of one registry, page by page, each once and none passed over.</summary>
internal sealed partial class FeedIntake(
    Inbox inbox, RegistryConnections registries, RunningBook running, FeedFaults faults, FeedLag lag, IOptions<IntakeOptions> options,
    IntakeMeter meter, TimeProvider clock, ILogger<FeedIntake> log)
{
    /// <summary>
    /// Reads the next page and keeps it; gives back how many rows it held, none where another worker had kept it already, or null when the
    /// registry did not answer.
    /// </summary>
    public async Task<int?> TakeNext(RegistryConnection registry, CancellationToken cancellation)
    {
        var cursor = await inbox.Cursor(registry.Name, cancellation);
        var asked = clock.GetUtcNow();
        var page = await Read(registry, cursor?.Position ?? FeedPosition.Start, cancellation);
        if (page is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        meter.HeldBack(registry.Name, page.HeldBackSince is { } since ? now - since : TimeSpan.Zero);
        if (cursor?.SystemIdentifier != page.SystemIdentifier)
        {
            await Begin(registry, cursor, page.SystemIdentifier, now, cancellation);
            cursor = new IntakeCursor(page.SystemIdentifier, FeedPosition.Start);
            page = await Read(registry, FeedPosition.Start, cancellation);
        }

        var count = page switch
        {
            null => default(int?),
            { Rows: [] } => 0,
            // The server changed between two questions; the next turn begins with the new one.
            _ when page.SystemIdentifier != cursor.Value.SystemIdentifier => 0,
            _ => await Keep(registry, cursor.Value, page.Rows, cancellation),
        };
        Note(registry.Name, page, asked);
        return count;
    }

    private void Note(string registry, FeedPage? page, DateTimeOffset asked)
    {
        if (page?.Rows.Count < options.Value.PageSize && !page.IsCut)
        {
            lag.ReadToTheEnd(registry, asked, page.HeldBackSince);
        }
        else if (page?.Rows.Select(row => row.RecordedAt).LastOrDefault(at => at is not null) is { } writtenUntil)
        {
            lag.HasMore(registry, writtenUntil);
        }
    }

    private async Task<FeedPage?> Read(RegistryConnection registry, FeedPosition after, CancellationToken cancellation)
    {
        try
        {
            registry.Feed.MayAsk();
            var page = await Ask(registry, after, options.Value.PageSize, cancellation);
            registries.Answered(registry);
            await faults.IsRead(registry, cancellation);
            return page;
        }
        catch (FeedSilentException silence)
        {
            await Note(registry, silence.InnerException!, cancellation);
            return null;
        }
    }

    private async Task Note(RegistryConnection registry, Exception failure, CancellationToken cancellation)
    {
        if (!FeedFault.Is(failure))
        {
            registries.FeedFailed(registry, failure);
        }
        else if (await Fault(registry, failure, cancellation) is { } fault)
        {
            registries.HasNoUsableFeed(registry, Unreachable.Reason(failure));
            await faults.Tell(registry, fault, cancellation);
        }
    }

    /// <summary>What is wrong with a feed; null when its registry has gone away meanwhile.</summary>
    private async Task<string?> Fault(RegistryConnection registry, Exception failure, CancellationToken cancellation)
    {
        try
        {
            return await FeedFault.Of(registry, running.Current.Catalogue, failure, cancellation);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            registries.FeedFailed(registry, away);
            return null;
        }
    }

    /// <summary>A failure of the registry, told apart from one of the work database.</summary>
    private static async Task<FeedPage> Ask(RegistryConnection registry, FeedPosition after, int limit, CancellationToken cancellation)
    {
        try
        {
            return await RegistryFeed.Read(registry, after, limit, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidCastException)
        {
            throw new FeedSilentException(failure);
        }
    }

    private async Task Begin(RegistryConnection registry, IntakeCursor? known, long server, DateTimeOffset now, CancellationToken cancellation)
    {
        await inbox.Begin(registry.Name, server, now, cancellation);
        if (known is not null)
        {
            LogAnotherServer(registry.Name);
        }
    }

    private async Task<int> Keep(RegistryConnection registry, IntakeCursor from, IReadOnlyList<FeedRow> rows, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await inbox.TakeIn(registry.Name, from, rows, now, cancellation) is not { } taken)
        {
            // Another worker was faster and reads on. Reading beside it would be work for nothing: this one looks again after a wait.
            return 0;
        }

        meter.TakenIn(registry.Name, taken);
        foreach (var recorded in rows.Select(row => row.RecordedAt).OfType<DateTime>())
        {
            meter.Lag(registry.Name, now - recorded);
        }

        if (taken.Quarantined > 0)
        {
            LogQuarantined(taken.Quarantined, registry.Name);
        }

        return rows.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} stands on another server now; its feed was begun anew, and what is known already is passed over")]
    private partial void LogAnotherServer(string registry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kept {Count} unusable rows of registry {Registry} in quarantine")]
    private partial void LogQuarantined(int count, string registry);

    private sealed class FeedSilentException(Exception reason) : Exception("A feed could not be read.", reason);
}
