using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>Takes in the life events of one registry, page by page, each once and none passed over.</summary>
internal sealed partial class FeedIntake(
    Inbox inbox, RegistryConnections registries, IOptions<IntakeOptions> options, IntakeMeter meter, TimeProvider clock, ILogger<FeedIntake> log)
{
    /// <summary>
    /// Reads the next page and keeps it; gives back how many rows it held, or null when the registry did not answer.
    /// </summary>
    public async Task<int?> TakeNext(RegistryConnection registry, CancellationToken cancellation)
    {
        var cursor = await inbox.Cursor(registry.Name, cancellation);
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

        return page switch
        {
            null => null,
            { Rows: [] } => 0,
            // The server changed between two questions; the next turn begins with the new one.
            _ when page.SystemIdentifier != cursor.Value.SystemIdentifier => 0,
            _ => await Keep(registry, cursor.Value, page.Rows, cancellation),
        };
    }

    private async Task<FeedPage?> Read(RegistryConnection registry, FeedPosition after, CancellationToken cancellation)
    {
        try
        {
            var page = await RegistryFeed.Read(registry, after, options.Value.PageSize, cancellation);
            registries.Answered(registry);
            return page;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidCastException)
        {
            registries.WentAway(registry, failure);
            return null;
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
        if (await inbox.TakeIn(registry.Name, from, rows, now, cancellation) is { } taken)
        {
            meter.TakenIn(registry.Name, taken);
            foreach (var recorded in rows.Select(row => row.RecordedAt).OfType<DateTime>())
            {
                meter.Lag(registry.Name, now - recorded);
            }

            if (taken.Quarantined > 0)
            {
                LogQuarantined(taken.Quarantined, registry.Name);
            }
        }

        return rows.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} stands on another server now; its feed was begun anew, and what is known already is passed over")]
    private partial void LogAnotherServer(string registry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kept {Count} unusable rows of registry {Registry} in quarantine")]
    private partial void LogQuarantined(int count, string registry);
}
