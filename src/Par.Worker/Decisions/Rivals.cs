using Npgsql;
using Par.Rules.Evaluation;
using Par.Worker.Storage;

namespace Par.Worker.Decisions;

/// <summary>Another rule of an exclusive group, heard beside one that was asked.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="IsKeptOut">True when a better-ranked one comes before it; false when none does and it waits for none.</param>
internal sealed record Rival(string Rule, bool IsKeptOut)
{
    /// <summary>Null while it waits for a better-ranked one that is not decided: then it stands as it stood.</summary>
    public static Rival? Of(string rule, Finding finding) => finding switch
    {
        Finding.NotDue { Because: var because } when because.Contains(ExclusiveGroups.Condition) => new Rival(rule, IsKeptOut: true),
        Finding.Undecided { Because: var because } when because.Contains(ExclusiveGroups.Condition) => null,
        _ => new Rival(rule, IsKeptOut: false),
    };
}

/// <summary>
/// Rules of exclusive groups whose turn it is or is no more, because another of the group was asked again and answers other than
/// before. They read none of the facts that changed, so nothing else would ask them.
/// </summary>
internal static class Rivals
{
    /// <summary>With one statement, in the caller's transaction; with none where no rule of a group was asked again.</summary>
    public static async Task AskAgain(NpgsqlTransaction transaction, IReadOnlyList<DecidedQuestion> decided, DateTimeOffset now, CancellationToken cancellation)
    {
        var heard = decided.SelectMany(decision => decision.Rivals.Select(rival => (decision.Question.Event, Rival: rival))).ToList();
        if (heard.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql.Read("Decisions/ask_group_again.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("exclusive", ExclusiveGroups.Condition);
        command.Parameters.AddWithValue("registry", heard.Select(one => one.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", heard.Select(one => one.Event.EventUid).ToArray());
        command.Parameters.AddWithValue("rule", heard.Select(one => one.Rival.Rule).ToArray());
        command.Parameters.AddWithValue("kept_out", heard.Select(one => one.Rival.IsKeptOut).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
