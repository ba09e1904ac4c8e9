using Npgsql;
using NpgsqlTypes;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>Writes down in the inbox what became of its events: done, kept aside, or to be tried later.</summary>
internal static class Done
{
    /// <summary>With one statement each, in the caller's transaction.</summary>
    public static async Task Mark(
        NpgsqlTransaction transaction, IReadOnlyList<(EventKey Event, string? Note)> events, DateTimeOffset now, CancellationToken cancellation)
    {
        const string done = """
            update par.inbox
               set state = 'done', done_at = @now, error = gone.note
              from unnest(@registry, @event_uid, @note) as gone (registry, event_uid, note)
             where inbox.registry = gone.registry
               and inbox.event_uid = gone.event_uid
            """;

        await Run(done, transaction, events, now, cancellation);
    }

    public static async Task Quarantine(
        NpgsqlTransaction transaction, IReadOnlyList<(EventKey Event, string Flaw)> events, DateTimeOffset now, CancellationToken cancellation)
    {
        const string quarantine = """
            update par.inbox
               set state = 'quarantined', done_at = null, error = kept.note
              from unnest(@registry, @event_uid, @note) as kept (registry, event_uid, note)
             where inbox.registry = kept.registry
               and inbox.event_uid = kept.event_uid
               and inbox.received_at <= @now
            """;

        await Run(quarantine, transaction, [.. events.Select(one => (one.Event, (string?)one.Flaw))], now, cancellation);
    }

    private static async Task Run(
        string statement, NpgsqlTransaction transaction, IReadOnlyList<(EventKey Event, string? Note)> events, DateTimeOffset now, CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(statement, transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("registry", events.Select(one => one.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", events.Select(one => one.Event.EventUid).ToArray());
        command.Parameters.AddWithValue("note", NpgsqlDbType.Array | NpgsqlDbType.Text, events.Select(one => one.Note).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
