using Npgsql;
using NpgsqlTypes;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>Writes down in the inbox what became of events: done, or kept aside because they cannot be used.</summary>
internal static class Done
{
    private const string Mark = """
        update par.inbox
           set state = @state, done_at = @done_at, error = noted.note
          from unnest(@registry, @event_uid, @note) as noted (registry, event_uid, note)
         where inbox.registry = noted.registry
           and inbox.event_uid = noted.event_uid
        """;

    /// <summary>All with one statement, in the caller's transaction. A note says why nothing was decided.</summary>
    public static Task Write(
        NpgsqlTransaction transaction, IReadOnlyList<(EventKey Event, string? Note)> events, DateTimeOffset now, CancellationToken cancellation) =>
        Write(transaction, "done", now, events, cancellation);

    /// <summary>All with one statement, in the caller's transaction.</summary>
    public static Task Quarantine(
        NpgsqlTransaction transaction, IReadOnlyList<(EventKey Event, string Flaw)> events, CancellationToken cancellation) =>
        Write(transaction, "quarantined", null, [.. events.Select(one => (one.Event, (string?)one.Flaw))], cancellation);

    private static async Task Write(
        NpgsqlTransaction transaction,
        string state,
        DateTimeOffset? doneAt,
        IReadOnlyList<(EventKey Event, string? Note)> events,
        CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Mark, transaction.Connection, transaction);
        command.Parameters.AddWithValue("state", state);
        command.Parameters.AddWithValue("done_at", NpgsqlDbType.TimestampTz, (object?)doneAt ?? DBNull.Value);
        command.Parameters.AddWithValue("registry", events.Select(one => one.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", events.Select(one => one.Event.EventUid).ToArray());
        command.Parameters.AddWithValue("note", NpgsqlDbType.Array | NpgsqlDbType.Text, events.Select(one => one.Note).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
