using Npgsql;
using Par.Worker.Decisions;
using Par.Worker.FactGathering;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>
/// A life event on which a round fails is tried again with growing waits, and after the last attempt kept in quarantine with
/// what went wrong, so that it holds up nobody else and is not lost.
/// </summary>
internal sealed partial class PutBack(Spread spread, ILogger<PutBack> log)
{
    /// <summary>True when it is kept in quarantine now.</summary>
    public async Task<bool> Write(
        NpgsqlTransaction transaction, WorkItem item, Exception failure, RoundOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        if (item.IsNew)
        {
            return await Event(transaction, item.Event, failure, options, now, cancellation);
        }

        await Questions(transaction, item, now, cancellation);
        return false;
    }

    /// <summary>What went wrong, without any value that a person's data could be in.</summary>
    private static string Name(Exception failure) =>
        failure is PostgresException refused
            ? $"error {refused.SqlState} of the database{(refused.ConstraintName is { } rule ? $", constraint {rule}" : "")}"
            : failure.GetType().Name;

    // Without the lines that Npgsql adds about a detail which is never shown: see Database.KeepValuesOutOfErrors.
    private static string Message(Exception failure) =>
        failure is PostgresException refused ? $"{refused.SqlState}: {refused.MessageText}" : failure.Message;

    private async Task<bool> Event(
        NpgsqlTransaction transaction, InboxEvent life, Exception failure, RoundOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        const string putBack = """
            update par.inbox
               set attempt = @attempt, state = @state, next_try_at = @next_try_at, error = @error
             where registry = @registry
               and event_uid = @event_uid
            """;

        var attempt = life.Attempt + 1;
        var last = attempt >= options.Attempts || failure is AmbiguousKeyException;
        await using var command = new NpgsqlCommand(putBack, transaction.Connection, transaction);
        command.Parameters.AddWithValue("attempt", (short)attempt);
        command.Parameters.AddWithValue("state", last ? "quarantined" : "waiting");
        command.Parameters.AddWithValue("next_try_at", now + spread.Backoff(options.FirstRetry, attempt, options.LongestRetry));
        // In the database the message helps who mends it, and is as guarded as the event itself.
        command.Parameters.AddWithValue("error", failure is AmbiguousKeyException ? failure.Message : $"Attempt {attempt} failed: {failure.GetType().Name}: {Message(failure)}");
        command.Parameters.AddWithValue("registry", life.Registry);
        command.Parameters.AddWithValue("event_uid", life.EventUid);
        await command.ExecuteNonQueryAsync(cancellation);

        if (last)
        {
            LogQuarantined(life.EventUid, life.Registry, attempt, Name(failure));
        }
        else
        {
            LogPutBack(life.EventUid, life.Registry, attempt, Name(failure));
        }

        return last;
    }

    private async Task Questions(NpgsqlTransaction transaction, WorkItem item, DateTimeOffset now, CancellationToken cancellation)
    {
        const string putBack = """
            update par.open_question
               set attempt = attempt + 1, next_try_at = @next_try_at, asked_at = @now
             where registry = @registry
               and event_uid = @event_uid
               and rule = any(@rules)
            """;

        var asked = item.Open.Max(question => question.Asked) + 1;
        await using var command = new NpgsqlCommand(putBack, transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("next_try_at", now + spread.Backoff(OpenQuestions.FirstWait, asked, OpenQuestions.LongestWait));
        command.Parameters.AddWithValue("registry", item.Event.Registry);
        command.Parameters.AddWithValue("event_uid", item.Event.EventUid);
        command.Parameters.AddWithValue("rules", item.Open.Select(question => question.Rule).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
        LogQuestionFailed(item.Event.EventUid, item.Event.Registry, asked);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Put life event {EventUid} of {Registry} back after attempt {Attempt}: {Failure}")]
    private partial void LogPutBack(Guid eventUid, string registry, int attempt, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Kept life event {EventUid} of {Registry} in quarantine after {Attempt} attempts: {Failure}")]
    private partial void LogQuarantined(Guid eventUid, string registry, int attempt, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Put the open questions of life event {EventUid} of {Registry} back after asking {Asked} times")]
    private partial void LogQuestionFailed(Guid eventUid, string registry, int asked);
}
