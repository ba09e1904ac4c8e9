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

/// <summary>Records how dossiers end, and what the person said to what was prepared. One transaction each: all of it or nothing.</summary>
internal sealed partial class Outcomes(
    [FromKeyedServices(Database.Prepared)] NpgsqlDataSource database, Clocks clocks, SecondLooks looks, OutcomeEvents events, OthersAgain others, TimeProvider clock)
{
    /// <summary>
    /// An officer decides what they hold. Refused when the claim has passed on, so that two officers never decide the same
    /// dossier, when a rejection has no reason, and when the term ran out and nobody says why.
    /// </summary>
    public async Task<CompleteAnswer> Complete(
        Guid dossier, string officer, int attempt, Decision decision, string? reason, CancellationToken cancellation, string? whyLate = null) =>
        (await Complete([(dossier, attempt)], officer, decision, reason, cancellation, whyLate))[0];

    /// <summary>
    /// The same decision about several dossiers in one transaction, which answers for each of them in their order: one that is refused
    /// leaves the others alone.
    /// </summary>
    public Task<IReadOnlyList<CompleteAnswer>> Complete(
        IReadOnlyList<(Guid Dossier, int Attempt)> claims, string officer, Decision decision, string? reason, CancellationToken cancellation, string? whyLate = null)
    {
        var dossiers = claims.Select(claim => claim.Dossier).Distinct().ToList();
        return InHand<IReadOnlyList<CompleteAnswer>>(
            dossiers,
            officer,
            why => [.. claims.Select(_ => new CompleteAnswer.Refused(why))],
            async (transaction, hands, now) =>
            {
                var to = decision == Decision.Approved ? DossierState.Approved : DossierState.Rejected;
                var answers = claims.Select((claim, place) => hands.GetValueOrDefault(claim.Dossier) is not { } hand
                    ? Refusal.NoSuchDossier
                    : dossiers.IndexOf(claim.Dossier) != place ? Refusal.AlreadyClosed
                    : RefuseDecision(hand, officer, claim.Attempt, to, reason, whyLate, now)).ToList();
                var decided = claims.Where((_, place) => answers[place] is null).Select(claim => hands[claim.Dossier]).ToList();
                await SayWhyLate(transaction, decided, officer, whyLate, now, cancellation);
                var checking = decided.Where(hand => looks.Wants(hand.Dossier, hand.Agency, hand.Procedure)).ToList();
                await AskForSecondLook(transaction, checking, to, officer, reason, now, cancellation);
                await Close(transaction, [.. decided.Except(checking)], to, officer, reason, now, cancellation);
                return [.. claims.Select((claim, place) => answers[place] is { } why
                    ? new CompleteAnswer.Refused(why)
                    : checking.Exists(hand => hand.Dossier == claim.Dossier) ? new CompleteAnswer.AwaitsSecondLook(now)
                    : (CompleteAnswer)new CompleteAnswer.Completed(to, now))];
            },
            cancellation);
    }

    private static Refusal? RefuseDecision(
        DossierInHand hand, string officer, int attempt, DossierState to, string? reason, string? whyLate, DateTimeOffset now) =>
        hand.State == DossierState.Prepared && hand.ActorAgency == hand.Agency ? Refusal.AwaitsThePerson
        : hand.RefuseClaim(officer, attempt, now)
        ?? (hand.State.IsClosed ? Refusal.AlreadyClosed
            : hand.Item!.Task == QueueTask.SecondLook ? Refusal.SecondLookNeeded
            : !Moves.Allows(hand.State, to) ? Refusal.IllegalMove(hand.State, to)
            : to == DossierState.Rejected && Given(reason) is null ? Refusal.ReasonMissing
            : hand.LateWithoutReason && Given(whyLate) is null ? Refusal.LateReasonMissing
            : null);

    /// <summary>
    /// An officer has looked again at an approved dossier whose ground fell or changed, and says what came of it. It stays approved:
    /// to take something from a person is a procedure of its own, with a hearing and a right to object.
    /// </summary>
    public Task<CompleteAnswer> CompleteReview(Guid dossier, string officer, int attempt, string? finding, CancellationToken cancellation) =>
        InHand<CompleteAnswer>(dossier, officer, why => new CompleteAnswer.Refused(why), async (transaction, hand, now) =>
        {
            var refused = hand.RefuseClaim(officer, attempt, now)
                ?? (hand.Item!.Task != QueueTask.Review ? Refusal.NothingToReview
                    : string.IsNullOrWhiteSpace(finding) ? Refusal.ReviewNeedsWords
                    : null);
            if (refused is not null)
            {
                return new CompleteAnswer.Refused(refused);
            }

            var move = new DossierMove { Dossier = dossier, Change = ChangeWord.Reviewed, Actor = officer, Reason = finding!.Trim() };
            await Dossiers.Dossiers.Move(transaction, [move], now, cancellation);
            await LeaveQueue(transaction, [hand], now, cancellation);
            return new CompleteAnswer.Completed(hand.State, now);
        }, cancellation);

    /// <summary>
    /// The person's yes or no to a prepared dossier, recorded by the person or by an officer of the agency. A yes puts it before
    /// the officers and starts the procedure's own term; where the law wants a request, the yes names the written one. A no ends it.
    /// </summary>
    public Task<RecordedAnswer> RecordAnswer(Guid dossier, PersonsAnswer answer, string actor, CancellationToken cancellation) =>
        InHand<RecordedAnswer>(dossier, actor, why => new RecordedAnswer.Refused(why), async (transaction, hand, now) =>
        {
            if (hand.ActorAgency is not null && hand.ActorAgency != hand.Agency)
            {
                return new RecordedAnswer.Refused(Refusal.OtherAgency);
            }

            if (await hand.Has(transaction, answer.Message, cancellation))
            {
                return new RecordedAnswer.Known(hand.State);
            }

            if (hand.State != DossierState.Prepared || hand.Item is null)
            {
                return new RecordedAnswer.Refused(hand.State.IsClosed ? Refusal.AlreadyClosed : Refusal.NotAwaitingAnAnswer);
            }

            if (!answer.Yes)
            {
                await Close(transaction, hand, DossierState.Declined, actor, Given(answer.Reason), now, cancellation, Detail(answer));
                return new RecordedAnswer.Recorded(DossierState.Declined, null);
            }

            if (hand.RequestNeeded && Given(answer.Request) is null)
            {
                return new RecordedAnswer.Refused(Refusal.RequestMissing);
            }

            var due = await Queue(transaction, hand, answer, actor, now, cancellation);
            return new RecordedAnswer.Recorded(DossierState.Queued, due);
        }, cancellation);

    /// <summary>An officer of the agency closes a prepared dossier whose person did not answer in time. Nothing ever closes it by itself.</summary>
    public Task<CompleteAnswer> CloseExpired(Guid dossier, string officer, CancellationToken cancellation) =>
        InHand<CompleteAnswer>(dossier, officer, why => new CompleteAnswer.Refused(why), async (transaction, hand, now) =>
        {
            if (hand.ActorAgency != hand.Agency)
            {
                return new CompleteAnswer.Refused(hand.ActorAgency is null ? Refusal.NoSuchOfficer : Refusal.OtherAgency);
            }

            if (hand.State != DossierState.Prepared)
            {
                return new CompleteAnswer.Refused(hand.State.IsClosed ? Refusal.AlreadyClosed : Refusal.NotAwaitingAnAnswer);
            }

            var answer = await Clocks.Of(transaction, [dossier], [ClockKind.Answer], cancellation);
            if (answer.Any(running => running.DueAt > now))
            {
                return new CompleteAnswer.Refused(Refusal.StillTimeToAnswer);
            }

            await Close(transaction, hand, DossierState.Expired, officer, reason: null, now, cancellation);
            return new CompleteAnswer.Completed(DossierState.Expired, now);
        }, cancellation);

    private Task<TAnswer> InHand<TAnswer>(
        Guid dossier,
        string actor,
        Func<Refusal, TAnswer> refuse,
        Func<NpgsqlTransaction, DossierInHand, DateTimeOffset, Task<TAnswer>> act,
        CancellationToken cancellation) =>
        InHand(
            [dossier],
            actor,
            refuse,
            async (transaction, hands, now) => hands.GetValueOrDefault(dossier) is { } hand ? await act(transaction, hand, now) : refuse(Refusal.NoSuchDossier),
            cancellation);

    private async Task<TAnswer> InHand<TAnswer>(
        IReadOnlyList<Guid> dossiers,
        string actor,
        Func<Refusal, TAnswer> refuse,
        Func<NpgsqlTransaction, IReadOnlyDictionary<Guid, DossierInHand>, DateTimeOffset, Task<TAnswer>> act,
        CancellationToken cancellation)
    {
        const int tries = 5;
        for (var attempt = 0; attempt < tries; attempt++)
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var (fits, hands) = await DossierInHand.Lock(transaction, dossiers, actor, cancellation);
            if (!fits)
            {
                continue;
            }

            var answer = await act(transaction, hands, clock.GetUtcNow());
            await transaction.CommitAsync(cancellation);
            return answer;
        }

        return refuse(Refusal.HeldByAnother);
    }

    private Task Close(
        NpgsqlTransaction transaction, DossierInHand hand, DossierState to, string actor, string? reason, DateTimeOffset now, CancellationToken cancellation, JsonObject? detail = null) =>
        Close(transaction, [hand], to, actor, reason, now, cancellation, detail);

    private async Task Close(
        NpgsqlTransaction transaction, IReadOnlyList<DossierInHand> hands, DossierState to, string actor, string? reason, DateTimeOffset now, CancellationToken cancellation, JsonObject? detail = null)
    {
        if (hands.Count == 0)
        {
            return;
        }

        var written = (detail ?? []).ToJsonString();
        await Dossiers.Dossiers.Move(
            transaction,
            [.. hands.Select(hand => new DossierMove { Dossier = hand.Dossier, To = to, Change = to.Word, Actor = actor, Reason = reason, Detail = written })],
            now,
            cancellation);
        await LeaveQueue(transaction, hands, now, cancellation);
        await Outbox.Outbox.Write(transaction, [.. hands.SelectMany(hand => Notices(hand, to, reason, now))], now, cancellation);
        await events.Report(
            transaction,
            [.. hands.Select(hand => new OutcomeOfDossier(hand.Dossier, hand.Number, hand.Procedure, hand.Rule, hand.Subject, to))],
            now,
            cancellation);
        foreach (var hand in hands.Where(hand => hand.Ground == Flag.Fell && to != DossierState.Approved))
        {
            await LetOthersIn(transaction, hand.Dossier, now, cancellation);
        }
    }

    /// <summary>A dossier without a ground that ends without a grant stands in nobody's way: as if it had been withdrawn when its ground fell.</summary>
    private async Task LetOthersIn(NpgsqlTransaction transaction, Guid dossier, DateTimeOffset now, CancellationToken cancellation)
    {
        const string free = "update par.once_key set freed_at = @now where dossier = @dossier";

        await transaction.Connection!.ExecuteAsync(new CommandDefinition(free, new { dossier, now }, transaction, cancellationToken: cancellation));
        await others.Ask(transaction, [dossier], [], now, cancellation);
    }

    private async Task LeaveQueue(NpgsqlTransaction transaction, IReadOnlyList<DossierInHand> hands, DateTimeOffset now, CancellationToken cancellation)
    {
        var dossiers = hands.Select(hand => hand.Dossier).ToArray();
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Outcomes/close.sql"), new { dossiers }, transaction, cancellationToken: cancellation));
        await clocks.Stop(transaction, dossiers, now, cancellation);
    }

    private async Task<DateTimeOffset> Queue(
        NpgsqlTransaction transaction, DossierInHand hand, PersonsAnswer answer, string actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await clocks.Stop(transaction, [hand.Dossier], now, cancellation, ClockKind.Answer, ClockKind.Handling);
        Term? term = hand.Term is null ? null : Term.Parse(hand.Term);
        var statutory = clocks.Statutory(hand.Dossier, hand.Agency, term, hand.TermLaw, now, hand.CutOff);
        await Clocks.Write(transaction, [statutory], cancellation);

        var detail = Detail(answer);
        detail["requestSigned"] = hand.RequestNeeded;
        detail["dueAt"] = statutory.DueAt;
        var move = new DossierMove
        {
            Dossier = hand.Dossier,
            To = DossierState.Queued,
            Change = ChangeWord.Accepted,
            Actor = actor,
            Detail = detail.ToJsonString(),
        };
        await Dossiers.Dossiers.Move(transaction, [move], now, cancellation);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(
                Sql.Read("Outcomes/put.sql"), new { dossier = hand.Dossier, task = QueueTask.Handle, dueAt = statutory.DueAt, now }, transaction, cancellationToken: cancellation));

        var said = About(hand);
        said["answer"] = "yes";
        said["dueAt"] = statutory.DueAt;
        said["task"] = QueueTask.Handle;
        await Outbox.Outbox.Write(transaction, [OutboxRow.Of(Topic.DossierAnswered, Recipient.Agency(hand.Agency), said, now)], now, cancellation);
        return statutory.DueAt;
    }

    private static IReadOnlyList<OutboxRow> Notices(DossierInHand hand, DossierState to, string? reason, DateTimeOffset now)
    {
        var told = About(hand);
        told["outcome"] = to.Word;
        told["reason"] = reason;
        told["closedAt"] = now;
        var people = OutboxRow.ToEach(Recipient.Told(hand.Tell, hand.Agency), Topic.NoticeOutcome, told, now);
        if (to != DossierState.Declined)
        {
            return [.. people];
        }

        var said = About(hand);
        said["answer"] = "no";
        return [.. people, OutboxRow.Of(Topic.DossierAnswered, Recipient.Agency(hand.Agency), said, now)];
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static JsonObject Detail(PersonsAnswer answer)
    {
        var detail = new JsonObject { ["channel"] = JsonNamingPolicy.CamelCase.ConvertName(answer.Channel.ToString()) };
        if (Given(answer.Request) is { } request)
        {
            detail["request"] = request;
        }

        if (answer.Message is { } message)
        {
            detail["message"] = message;
        }

        return detail;
    }

    private static JsonObject About(DossierInHand hand) => new()
    {
        ["dossier"] = hand.Dossier,
        ["number"] = hand.Number,
        ["procedure"] = hand.Procedure,
        ["agency"] = hand.Agency,
    };
}
