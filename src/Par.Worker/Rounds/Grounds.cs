using System.Text.Json.Nodes;
using Npgsql;
using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Worker.Decisions;
using Par.Worker.Intake;
using Par.Worker.Outcomes;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Finds the dossiers that have lost their ground: the event was annulled, or a rule that was asked again says otherwise. What
/// the rule wants done with them is in the rule; an officer's work is never undone.
/// </summary>
internal sealed class Grounds(RuleBook book)
{
    private static readonly Wording Annulled = new(
        "Sự kiện làm căn cứ đã bị hủy trong sổ gốc.", "The life event it stands on was annulled in its registry.");

    private static readonly Wording NoLongerDue = new(
        "Sau khi cải chính, điều kiện không còn đủ.", "After a correction the conditions are no longer met.");

    private static readonly Wording OtherNow = new(
        "Thông tin làm căn cứ cho hồ sơ đã được cải chính.", "A correction has changed what the dossier rests on.");

    /// <summary>With one statement, in the caller's transaction; with none where nothing was asked again.</summary>
    public async Task<IReadOnlyList<FallenGround>> Fallen(
        NpgsqlTransaction transaction, Agenda agenda, IReadOnlyList<DecidedQuestion> decided, CancellationToken cancellation)
    {
        var again = decided
            .Where(decision => decision.Question.IsAskedAgain && decision.Awaits is null)
            .ToDictionary(decision => (decision.Question.Event.Key, decision.Question.Rule.Id));
        var events = again.Keys.Select(key => key.Key).Concat(agenda.Annulled.Keys).Distinct().Order().ToList();
        if (events.Count == 0)
        {
            return [];
        }

        var standing = await Standing(transaction, events, cancellation);
        return
        [
            .. from dossier in standing
               let reason = Reason(dossier, agenda, again)
               let wish = Wish(dossier)
               where reason is not null && wish != IfNoLongerTrue.Keep
               select new FallenGround { Dossier = dossier.Id, Reason = reason, Withdraw = wish == IfNoLongerTrue.Withdraw },
        ];
    }

    private static Wording? Reason(
        StandingDossier dossier, Agenda agenda, Dictionary<(EventKey Event, string Rule), DecidedQuestion> again)
    {
        if (agenda.Annulled.ContainsKey(dossier.Event))
        {
            return Annulled;
        }

        return again.GetValueOrDefault((dossier.Event, dossier.Rule))?.Finding switch
        {
            null => null,
            Finding.Due due when due.Opening.Agency?.Id == dossier.Agency
                && SameValues(dossier.Prefill, ExplanationJson.Prefill(due.Opening)) => null,
            Finding.Due => OtherNow,
            _ => NoLongerDue,
        };
    }

    // When a registry last confirmed a value is no part of what the dossier says.
    private static bool SameValues(string before, string after) => JsonNode.DeepEquals(Values(before), Values(after));

    private static JsonObject Values(string prefill) =>
        new(JsonNode.Parse(prefill)!.AsObject().Select(field => KeyValuePair.Create(field.Key, field.Value?["value"]?.DeepClone())));

    private IfNoLongerTrue Wish(StandingDossier dossier) =>
        book.Rule(dossier.Rule)?.Versions.FirstOrDefault(version => version.Number == dossier.RuleVersion)?.Opening.IfNoLongerTrue
        ?? IfNoLongerTrue.Flag;

    private static async Task<IReadOnlyList<StandingDossier>> Standing(
        NpgsqlTransaction transaction, List<EventKey> events, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Read("Rounds/standing.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("registry", events.Select(life => life.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", events.Select(life => life.EventUid).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var dossiers = new List<StandingDossier>();
        while (await reader.ReadAsync(cancellation))
        {
            dossiers.Add(new StandingDossier(
                reader.GetGuid(0),
                new EventKey(reader.GetString(1), reader.GetGuid(2)),
                reader.GetString(3),
                reader.GetInt32(4),
                reader.GetString(5),
                reader.GetString(6)));
        }

        return dossiers;
    }

    private sealed record StandingDossier(Guid Id, EventKey Event, string Rule, int RuleVersion, string Agency, string Prefill);
}
