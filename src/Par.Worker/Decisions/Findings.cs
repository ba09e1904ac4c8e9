using Npgsql;
using NpgsqlTypes;
using Par.Worker.Storage;

namespace Par.Worker.Decisions;

/// <summary>Keeps every finding for ever, with its explanation.</summary>
internal static class Findings
{
    /// <summary>Keeps all findings with one statement, in the caller's transaction.</summary>
    public static async Task Keep(
        NpgsqlTransaction transaction, IReadOnlyList<DecidedQuestion> decisions, string bookHash, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        if (decisions.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql.Read("Decisions/keep_findings.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("book_hash", bookHash);
        command.Parameters.AddWithValue("today", today);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("id", decisions.Select(decision => decision.Id).ToArray());
        command.Parameters.AddWithValue("registry", decisions.Select(decision => decision.Question.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", decisions.Select(decision => decision.Question.Event.EventUid).ToArray());
        command.Parameters.AddWithValue("rule", decisions.Select(decision => decision.Question.Rule.Id).ToArray());
        command.Parameters.AddWithValue("rule_version", decisions.Select(decision => decision.Finding.Explanation.Version ?? 0).ToArray());
        command.Parameters.AddWithValue("subject", decisions.Select(decision => decision.Question.Event.Subject).ToArray());
        command.Parameters.AddWithValue("answer", decisions.Select(decision => decision.Answer).ToArray());
        command.Parameters.AddWithValue(
            "law_date", NpgsqlDbType.Array | NpgsqlDbType.Date, decisions.Select(decision => decision.Finding.Explanation.LawDate).ToArray());
        command.Parameters.AddWithValue("explanation", decisions.Select(decision => ExplanationJson.Of(decision.Finding)).ToArray());
        command.Parameters.AddWithValue(
            "shadow_key", NpgsqlDbType.Array | NpgsqlDbType.Text, decisions.Select(decision => decision.InShadow?.OnceKey).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
        await KeepLinked(transaction, decisions, cancellation);
    }

    private static async Task KeepLinked(NpgsqlTransaction transaction, IReadOnlyList<DecidedQuestion> decisions, CancellationToken cancellation)
    {
        const string keep = "insert into par.finding_asked (finding, entity, key) select * from unnest(@finding, @entity, @key)";

        var linked = decisions.SelectMany(decision => decision.Linked.Select(record => (decision.Id, Record: record))).ToList();
        if (linked.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(keep, transaction.Connection, transaction);
        command.Parameters.AddWithValue("finding", linked.Select(row => row.Id).ToArray());
        command.Parameters.AddWithValue("entity", linked.Select(row => row.Record.Entity).ToArray());
        command.Parameters.AddWithValue("key", linked.Select(row => row.Record.Key).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
