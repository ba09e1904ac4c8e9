using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Registries;
using Par.Worker.Rounds;

namespace Par.Worker.Reconciliation;

/// <summary>
/// Looks whether every life event of a registry is in the inbox as its feed has it, and whether the inbox has any that the feed has
/// not. Only what lies behind the intake's cursor is compared: the rest is not taken in yet, and is no difference.
/// </summary>
internal sealed class RegistryLook(
    NpgsqlDataSource database, RegistryConnections registries, Inbox inbox, InboxComparison comparison, IOptions<ReconciliationOptions> options)
{
    public async Task Run(Look look, CancellationToken cancellation)
    {
        var registry = registries[look.Part];
        try
        {
            await Compare(look, registry, cancellation);
        }
        catch (RegistrySilentException silence)
        {
            if (Unreachable.IsAway(silence.InnerException!))
            {
                registries.WentAway(registry, silence.InnerException!);
            }

            look.Failed = Unreachable.Reason(silence.InnerException!);
        }
        catch (InvalidCastException otherTypes)
        {
            look.Failed = Unreachable.Reason(otherTypes);
        }
        catch (OtherServerException)
        {
            look.Failed = "it stands on another server than its cursor: the intake begins it anew first";
        }
    }

    private async Task Compare(Look look, RegistryConnection registry, CancellationToken cancellation)
    {
        if (await inbox.Cursor(registry.Name, cancellation) is not { } cursor)
        {
            return;
        }

        await using var session = await database.OpenConnectionAsync(cancellation);
        await InboxComparison.Begin(session, cancellation);
        var oldest = await Walk(look, session, registry, cursor, cancellation);
        await CompareUnseen(look, session, registry, cursor, oldest, cancellation);
        foreach (var open in look.NotSeenYet.Select(one => one.EventUid).Distinct().Chunk(options.Value.PageSize))
        {
            await CompareByEvent(look, session, registry, cursor, open, cancellation);
        }

        registries.Answered(registry);
        look.Reached = cursor;
    }

    /// <summary>Page by page through the feed to where the cursor stands; gives back when the oldest row of them was recorded.</summary>
    private async Task<DateTime> Walk(Look look, NpgsqlConnection session, RegistryConnection registry, IntakeCursor cursor, CancellationToken cancellation)
    {
        var after = look.Since?.Reached is { } reached && reached.SystemIdentifier == cursor.SystemIdentifier ? reached.Position : FeedPosition.Start;
        var oldest = DateTime.MaxValue;
        while (await Page(registry, after, cursor, cancellation) is { Count: > 0 } page)
        {
            await Compare(look, session, registry, page, cancellation);
            look.Compared += page.Count;
            after = page[^1].Position;
            oldest = page.Select(key => key.RecordedAt).OfType<DateTime>().Append(oldest).Min();
        }

        return oldest == DateTime.MaxValue ? DateTime.MinValue : oldest;
    }

    private async Task<IReadOnlyList<FeedKey>> Page(RegistryConnection registry, FeedPosition after, IntakeCursor cursor, CancellationToken cancellation) =>
        OfServer(cursor, await Silent.Unless(FeedKeys.Between(registry, after, cursor.Position, options.Value.PageSize, cancellation)));

    /// <summary>What was taken in and was on no page: the feed is asked for it by name, for it may have come before what was walked through.</summary>
    private async Task CompareUnseen(
        Look look, NpgsqlConnection session, RegistryConnection registry, IntakeCursor cursor, DateTime oldest, CancellationToken cancellation)
    {
        await foreach (var page in comparison.Unseen(look, session, kind: null, look.Since?.At.UtcDateTime, oldest, cancellation))
        {
            await CompareByEvent(look, session, registry, cursor, page, cancellation);
        }
    }

    private Task Compare(Look look, NpgsqlConnection session, RegistryConnection registry, IReadOnlyList<FeedKey> page, CancellationToken cancellation) =>
        comparison.Compare(
            look,
            session,
            registry,
            [.. page.Select(key => new ComparedEvent(key.EventUid, key.Kind, key.Subject))],
            places => RegistryFeed.Rows(registry, [.. places.Select(place => page[place].Position)], cancellation),
            cancellation);

    private async Task CompareByEvent(
        Look look, NpgsqlConnection session, RegistryConnection registry, IntakeCursor cursor, IReadOnlyList<Guid> events, CancellationToken cancellation)
    {
        const string kept = "select event_uid from par.inbox where registry = @registry and event_uid = any(@gone)";

        var keys = OfServer(cursor, await Silent.Unless(FeedKeys.Of(registry, events, cancellation)));
        await Compare(look, session, registry, [.. keys.Where(key => key.Position.CompareTo(cursor.Position) <= 0)], cancellation);
        var gone = events.Except(keys.Select(key => key.EventUid)).ToArray();
        var left = await session.QueryAsync<Guid>(new CommandDefinition(kept, new { registry = registry.Name, gone }, cancellationToken: cancellation));
        await comparison.Note(look, [.. left.Select(uid => InboxComparison.Found(DifferenceKind.NotInFeed, registry, uid))], cancellation);
    }

    private static IReadOnlyList<FeedKey> OfServer(IntakeCursor cursor, FeedKeys page) =>
        page.SystemIdentifier == cursor.SystemIdentifier ? page.Keys : throw new OtherServerException();

    private sealed class OtherServerException : Exception;
}
