using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Books;
using Par.Worker.Intake;
using Par.Worker.Registries;
using Par.Worker.Rounds;

namespace Par.Worker.Reconciliation;

/// <summary>
/// Looks whether every row of a registry's tables is in the inbox. All of them, every time: nothing else finds what was written with a
/// moment further back than the intake reads again. Rows that it still reads again are no difference.
/// </summary>
internal sealed class TableLook(
    NpgsqlDataSource database, RegistryConnections registries, Watermarks watermarks, InboxComparison comparison, RunningBook running,
    IOptions<ReconciliationOptions> options)
{
    public async Task Run(Look look, CancellationToken cancellation)
    {
        var registry = registries[look.Part];
        await using var session = await database.OpenConnectionAsync(cancellation);
        await InboxComparison.Begin(session, cancellation);
        var failed = new List<string>();
        foreach (var table in RegistryTable.Of(registry, running.Current.Catalogue))
        {
            try
            {
                await Compare(look, session, table, cancellation);
            }
            catch (RegistrySilentException silence) when (!Unreachable.IsAway(silence.InnerException!))
            {
                failed.Add(await Fault(table, silence.InnerException!, cancellation));
            }
            catch (RegistrySilentException away)
            {
                registries.WentAway(registry, away.InnerException!);
                look.Failed = Unreachable.Reason(away.InnerException!);
                return;
            }
            catch (OtherServerException)
            {
                failed.Add($"{table.Kind}: it stands on another server or in another table than its watermark: the intake begins it anew first");
            }
        }

        look.Failed = failed.Count == 0 ? null : string.Join(' ', failed);
    }

    private async Task Compare(Look look, NpgsqlConnection session, RegistryTable table, CancellationToken cancellation)
    {
        if (await watermarks.Of(table, cancellation) is not { } watermark)
        {
            return;
        }

        var oldest = await Walk(look, session, table, watermark, cancellation);
        registries.Answered(table.Registry);
        await foreach (var unseen in comparison.Unseen(look, session, table.Kind, since: null, oldest, cancellation))
        {
            await comparison.Note(look, [.. unseen.Select(uid => InboxComparison.Found(DifferenceKind.NotInFeed, table.Registry, uid))], cancellation);
        }
    }

    /// <summary>Page by page through all rows; gives back the earliest moment at which one of them was written.</summary>
    private async Task<DateTime> Walk(Look look, NpgsqlConnection session, RegistryTable table, Watermark watermark, CancellationToken cancellation)
    {
        var oldest = DateTime.MaxValue;
        string? after = null;
        while (await Page(table, watermark, after, cancellation) is { Count: > 0 } page)
        {
            var settled = page.Where(key => IsSettled(table, watermark, key)).ToList();
            await InboxComparison.Remember(session, [.. page.Except(settled).Select(key => TableEvent.Uid(table, key.Key))], cancellation);
            await comparison.Compare(
                look,
                session,
                table.Registry,
                [.. settled.Select(key => new ComparedEvent(TableEvent.Uid(table, key.Key), table.Kind, key.Subject))],
                async places => [.. (await table.Rows(places.Select(place => settled[place].Key), cancellation)).Select(row => TableEvent.Of(table, row))],
                cancellation);
            look.Compared += page.Count;
            after = page[^1].Key;
            oldest = page.Select(key => key.UpdatedAt).OfType<DateTime>().Append(oldest).Min();
        }

        return oldest == DateTime.MaxValue ? DateTime.MinValue : oldest;
    }

    private async Task<IReadOnlyList<TableKey>> Page(RegistryTable table, Watermark watermark, string? after, CancellationToken cancellation)
    {
        var page = await Silent.Unless(table.Keys(after, options.Value.PageSize, cancellation));
        return watermark.IsOf(table, page.SystemIdentifier) ? page.Keys : throw new OtherServerException();
    }

    /// <summary>The intake does not read it again: its moment lies before every reading to come, or no reading finds it by its moment.</summary>
    private static bool IsSettled(RegistryTable table, Watermark watermark, TableKey key) =>
        key.UpdatedAt is not { } moment || (watermark.UpdatedAt is { } seen && moment < seen - table.Overlap);

    private async Task<string> Fault(RegistryTable table, Exception failure, CancellationToken cancellation)
    {
        try
        {
            return await TableFault.Of(table, failure, cancellation);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            registries.WentAway(table.Registry, away);
            return Unreachable.Reason(away);
        }
    }

    private sealed class OtherServerException : Exception;
}
