using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Rules.Calendars;
using Par.Worker.Dossiers;
using Par.Worker.Outbox;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>
/// Takes what a person objects to in a dossier that is over, and brings it before a human: one that was declined, withdrawn, rejected or had
/// expired is opened again with its whole term, an approved one is looked at again. From then on no machine withdraws it.
/// </summary>
internal sealed class Objections(NpgsqlDataSource database, Clocks clocks, TimeProvider clock)
{
    /// <summary>Taken by the person, or by an officer of the agency for the person. One transaction: all of it or nothing.</summary>
    public async Task<ObjectionAnswer> Take(Guid dossier, PersonsObjection objection, string actor, CancellationToken cancellation)
    {
        const int tries = 5;
        for (var attempt = 0; attempt < tries; attempt++)
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var (fits, hand) = await DossierInHand.Lock(transaction, dossier, actor, cancellation);
            if (!fits)
            {
                continue;
            }

            if (hand is not null && await hand.Has(transaction, objection.Message, cancellation))
            {
                return new ObjectionAnswer.Known(hand.State);
            }

            if (await Refused(transaction, hand, objection, cancellation) is { } refused)
            {
                return new ObjectionAnswer.Refused(refused);
            }

            var answer = await Take(transaction, hand!, objection, actor, clock.GetUtcNow(), cancellation);
            await transaction.CommitAsync(cancellation);
            return answer;
        }

        return new ObjectionAnswer.Refused(Refusal.HeldByAnother);
    }

    private static async Task<Refusal?> Refused(NpgsqlTransaction transaction, DossierInHand? hand, PersonsObjection objection, CancellationToken cancellation) =>
        hand is null || hand.State == DossierState.Held ? Refusal.NoSuchDossier
        : hand.ActorAgency is not null && hand.ActorAgency != hand.Agency ? Refusal.OtherAgency
        : hand.State == DossierState.Prepared ? Refusal.AwaitsThePerson
        : !hand.State.IsClosed ? Refusal.StillOpen
        : string.IsNullOrWhiteSpace(objection.Reason) ? Refusal.ObjectionNeedsWords
        : hand.State != DossierState.Approved && await TakeOnceKey(transaction, hand.Dossier, cancellation) is { } other ? Refusal.OpenedAgain(other)
        : null;

    private async Task<ObjectionAnswer> Take(
        NpgsqlTransaction transaction, DossierInHand hand, PersonsObjection objection, string actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var reopens = hand.State != DossierState.Approved;
        Term? term = hand.Term is null ? null : Term.Parse(hand.Term);
        var running = reopens
            ? clocks.Statutory(hand.Dossier, hand.Agency, term, hand.TermLaw, now, hand.CutOff)
            : clocks.Review(hand.Dossier, hand.Agency, now);
        var detail = new JsonObject { ["channel"] = JsonNamingPolicy.CamelCase.ConvertName(objection.Channel.ToString()), ["dueAt"] = running.DueAt };
        if (objection.Message is { } message)
        {
            detail["message"] = message;
        }

        var move = new DossierMove
        {
            Dossier = hand.Dossier,
            To = reopens ? DossierState.Queued : null,
            Change = ChangeWord.Objected,
            Actor = actor,
            Reason = objection.Reason!.Trim(),
            Detail = detail.ToJsonString(),
        };
        await Dossiers.Dossiers.Move(transaction, [move], now, cancellation);

        // What lies before an officer to be looked at again stays there, with the term it has.
        var arguments = new { dossier = hand.Dossier, task = reopens ? QueueTask.Handle : QueueTask.Review, dueAt = running.DueAt, now };
        var due = await transaction.Connection!.QuerySingleAsync<(DateTimeOffset At, bool Added)>(
            new CommandDefinition(Sql.Read("Outcomes/object.sql"), arguments, transaction, cancellationToken: cancellation));
        if (due.Added)
        {
            await Clocks.Write(transaction, [await clocks.OnceMore(transaction, running, cancellation)], cancellation);
        }

        await Outbox.Outbox.Write(transaction, Messages(hand, reopens, due.At, now), now, cancellation);
        return new ObjectionAnswer.Received(reopens ? DossierState.Queued : hand.State, due.At);
    }

    /// <summary>
    /// Takes the dossier's once-key back where it had been given free, so that nothing else opens for the same. Returns the number of the dossier
    /// that has it meanwhile.
    /// </summary>
    private static async Task<string?> TakeOnceKey(NpgsqlTransaction transaction, Guid dossier, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteScalarAsync<string?>(
            new CommandDefinition(Sql.Read("Outcomes/take_back_key.sql"), new { dossier }, transaction, cancellationToken: cancellation));

    private static IReadOnlyList<OutboxRow> Messages(DossierInHand hand, bool reopened, DateTimeOffset due, DateTimeOffset now)
    {
        var about = new JsonObject
        {
            ["dossier"] = hand.Dossier,
            ["number"] = hand.Number,
            ["procedure"] = hand.Procedure,
            ["agency"] = hand.Agency,
            ["dueAt"] = due,
        };
        var forAgency = about.DeepClone().AsObject();
        forAgency["task"] = reopened ? QueueTask.Handle : QueueTask.Review;
        var forPeople = about.DeepClone().AsObject();
        forPeople["what"] = CorrectionWords.Both(ObjectionWords.Received(hand.Number, reopened));
        return
        [
            OutboxRow.Of(Topic.DossierObjected, Recipient.Agency(hand.Agency), forAgency, now),
            .. OutboxRow.ToEach(Recipient.Told(hand.Tell, hand.Agency), Topic.NoticeObjection, forPeople, now),
        ];
    }
}
