using Npgsql;
using Par.Rules.Books;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>Takes partitions for a round and reads what waits in them.</summary>
internal static class WaitingWork
{
    /// <summary>
    /// A rule that this worker's book does not have may be one of a newer book, which another worker has read already. What is
    /// asked of such a rule is left alone for so long; after that the rule is gone.
    /// </summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(15);

    /// <summary>Locks partitions in which work waits until the transaction ends; those of other workers are left to them.</summary>
    public static async Task<short[]> TakePartitions(
        NpgsqlTransaction transaction, int limit, int turn, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Read("Rounds/take_partitions.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("limit", limit);
        command.Parameters.AddWithValue("turn", turn);
        command.Parameters.AddWithValue("now", now);
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var partitions = new List<short>();
        while (await reader.ReadAsync(cancellation))
        {
            partitions.Add(reader.GetInt16(0));
        }

        return [.. partitions];
    }

    /// <summary>
    /// Reads new events, a person's earlier ones first, and the questions to be asked again. It must be a statement of its own,
    /// after the lock: only then does it see what the last holder of a partition has done.
    /// </summary>
    public static async Task<IReadOnlyList<WorkItem>> Read(
        NpgsqlTransaction transaction, short[] partitions, int limit, RuleBook book, DateTimeOffset now, CancellationToken cancellation)
    {
        var rules = book.Rules.Select(rule => rule.Id).ToArray();
        string[] kinds =
        [
            .. rules.Select(CalendarRegistry.KindOf),
            .. book.MissingTriggers.Select(trigger => CalendarRegistry.KindOfMissing(trigger.Rule.Id, trigger.Rule.Triggers.ToList().IndexOf(trigger.Trigger))),
        ];
        var gone = now - GoneAfter;
        var each = Math.Max(1, limit / partitions.Length);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new(Sql.Read("Rounds/read_waiting.sql"))
                {
                    Parameters =
                    {
                        new("partitions", partitions), new("each", each), new("now", now), new("gone", gone),
                        new("calendar", CalendarRegistry.Name), new("kinds", kinds),
                    },
                },
                new(Sql.Read("Rounds/read_open_questions.sql"))
                {
                    Parameters = { new("partitions", partitions), new("limit", limit), new("now", now), new("gone", gone), new("rules", rules) },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);

        var items = new List<WorkItem>();
        while (await reader.ReadAsync(cancellation))
        {
            items.Add(new WorkItem(InboxRow.Read(reader, 0), []));
        }

        await reader.NextResultAsync(cancellation);
        var open = new List<(InboxEvent Event, OpenQuestion Question)>();
        while (await reader.ReadAsync(cancellation))
        {
            open.Add((InboxRow.Read(reader, 3), new OpenQuestion(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<string[]>(2))));
        }

        return
        [
            .. items,
            .. open.GroupBy(row => row.Event.Key).Select(group => new WorkItem(group.First().Event, [.. group.Select(row => row.Question)])),
        ];
    }
}
