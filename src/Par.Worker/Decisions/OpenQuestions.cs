using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Decisions;

/// <summary>Questions that a registry left open: kept, and asked again until there is an answer.</summary>
internal sealed class OpenQuestions(Spread spread)
{
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Keeps the decisions that are no answers as open questions, and closes the questions that have one now or wait for a correction.</summary>
    public async Task Keep(NpgsqlTransaction transaction, IReadOnlyList<DecidedQuestion> decisions, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = decisions.Where(decision => decision.Awaits is not null).ToList();
        if (open.Count > 0)
        {
            await using var command = new NpgsqlCommand(Sql.Read("Decisions/keep_open.sql"), transaction.Connection, transaction);
            command.Parameters.AddWithValue("now", now);
            command.Parameters.AddWithValue("registry", open.Select(decision => decision.Question.Event.Registry).ToArray());
            command.Parameters.AddWithValue("event_uid", open.Select(decision => decision.Question.Event.EventUid).ToArray());
            command.Parameters.AddWithValue("rule", open.Select(decision => decision.Question.Rule.Id).ToArray());
            command.Parameters.AddWithValue("partition", open.Select(decision => decision.Question.Event.Partition).ToArray());
            command.Parameters.AddWithValue("awaits", open.Select(decision => string.Join(',', decision.Awaits!)).ToArray());
            command.Parameters.AddWithValue("attempt", open.Select(decision => decision.Question.AskedBefore + 1).ToArray());
            command.Parameters.AddWithValue("next_try_at", open.Select(decision => now + Wait(decision)).ToArray());
            await command.ExecuteNonQueryAsync(cancellation);
        }

        var closed = decisions.Where(decision => decision.Awaits is null && decision.Question.IsAskedAgain).Select(decision => decision.Question);
        await Close(transaction, [.. closed.Select(question => (question.Event.Key, question.Rule.Id))], cancellation);
    }

    /// <summary>Closes questions that need no answer any more.</summary>
    public static async Task Close(NpgsqlTransaction transaction, IReadOnlyList<(EventKey Event, string Rule)> questions, CancellationToken cancellation)
    {
        const string close = """
            delete from par.open_question
             using unnest(@registry, @event_uid, @rule) as answered (registry, event_uid, rule)
             where open_question.registry = answered.registry
               and open_question.event_uid = answered.event_uid
               and open_question.rule = answered.rule
            """;

        if (questions.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(close, transaction.Connection, transaction);
        command.Parameters.AddWithValue("registry", questions.Select(question => question.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", questions.Select(question => question.Event.EventUid).ToArray());
        command.Parameters.AddWithValue("rule", questions.Select(question => question.Rule).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Asks at once, whatever the wait, what waits for these registries: they are back. Returns how many questions that are.</summary>
    public static async Task<int> AskAtOnce(NpgsqlDataSource database, IReadOnlyList<string> registries, DateTimeOffset now, CancellationToken cancellation)
    {
        const string askAtOnce = """
            update par.open_question
               set next_try_at = @now
             where (registry, event_uid, rule) in (
                   select registry, event_uid, rule
                     from par.open_question
                    where awaits && @registries
                      and next_try_at > @now
                    order by registry, event_uid, rule
                      for update skip locked)
            """;

        await using var command = database.CreateCommand(askAtOnce);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("registries", registries.ToArray());
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private TimeSpan Wait(DecidedQuestion decision) => spread.Backoff(FirstWait, decision.Question.AskedBefore + 1, LongestWait);
}
