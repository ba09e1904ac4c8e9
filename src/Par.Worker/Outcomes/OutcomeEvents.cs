using System.Text.Json.Nodes;
using Npgsql;
using Par.Worker.Books;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>How a dossier ended.</summary>
internal sealed record OutcomeOfDossier(Guid Dossier, string Number, string Procedure, string Rule, string Subject, DossierState Result);

/// <summary>
/// Makes of the end of a dossier a life event for the next rule of a chain, in the transaction that ends it: the next link is
/// taken up if and only if this one was closed. Where no rule listens, nothing is written.
/// </summary>
internal sealed class OutcomeEvents(RunningBook running, Wake wake, TimeProvider clock)
{
    public async Task Report(NpgsqlTransaction transaction, IReadOnlyList<OutcomeOfDossier> outcomes, DateTimeOffset now, CancellationToken cancellation)
    {
        var book = running.Current;
        var heard = outcomes.Where(outcome => book.RulesForOutcome(outcome.Procedure, outcome.Result.Word).Count > 0).ToList();
        if (heard.Count == 0)
        {
            return;
        }

        var today = $"{new LocalTime(book.Catalogue, clock).Today:yyyy-MM-dd}";
        await using var command = new NpgsqlCommand(Sql.Read("Outcomes/report_outcomes.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("event_uid", heard.Select(_ => Guid.CreateVersion7(now)).ToArray());
        command.Parameters.AddWithValue("kind", heard.Select(outcome => DossierRegistry.KindOf(outcome.Procedure, outcome.Result.Word)).ToArray());
        command.Parameters.AddWithValue("subject", heard.Select(outcome => outcome.Subject).ToArray());
        command.Parameters.AddWithValue("partition", heard.Select(outcome => Partition.Of(outcome.Subject)).ToArray());
        command.Parameters.AddWithValue("body", heard.Select(outcome => Body(outcome, today)).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
        wake.Call();
    }

    private static string Body(OutcomeOfDossier outcome, string today) => new JsonObject
    {
        ["dossier"] = outcome.Number,
        ["procedure"] = outcome.Procedure,
        ["rule"] = outcome.Rule,
        ["result"] = outcome.Result.Word,
        ["decidedOn"] = today,
        ["onDate"] = today,
        ["subjectId"] = outcome.Subject,
    }.ToJsonString();
}
