using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <content>A decision that a second officer has to agree to, and why a term ran out.</content>
internal sealed partial class Outcomes
{
    /// <summary>The second officer agrees: the first one's decision takes effect.</summary>
    public Task<CompleteAnswer> Agree(Guid dossier, string officer, int attempt, CancellationToken cancellation) =>
        InHand<CompleteAnswer>(dossier, officer, why => new CompleteAnswer.Refused(why), async (transaction, hand, now) =>
        {
            if (RefuseSecondLook(hand, officer, attempt, now) is { } why)
            {
                return new CompleteAnswer.Refused(why);
            }

            var to = hand.Item!.Decided == DossierState.Approved.Word ? DossierState.Approved : DossierState.Rejected;
            await Close(transaction, hand, to, officer, hand.Item.DecidedReason, now, cancellation, new JsonObject { ["decidedBy"] = hand.Item.DecidedBy });
            return new CompleteAnswer.Completed(to, now);
        }, cancellation);

    /// <summary>The second officer does not agree, and says why: any officer may decide it anew.</summary>
    public Task<CompleteAnswer> SendBack(Guid dossier, string officer, int attempt, string? reason, CancellationToken cancellation) =>
        InHand<CompleteAnswer>(dossier, officer, why => new CompleteAnswer.Refused(why), async (transaction, hand, now) =>
        {
            var refused = RefuseSecondLook(hand, officer, attempt, now) ?? (Given(reason) is null ? Refusal.SendBackNeedsWords : null);
            if (refused is not null)
            {
                return new CompleteAnswer.Refused(refused);
            }

            var detail = new JsonObject { ["decided"] = hand.Item!.Decided, ["decidedBy"] = hand.Item.DecidedBy };
            await BackInQueue(transaction, [hand], ChangeWord.SentBack, officer, Given(reason), detail, now, cancellation);
            await PutBefore(transaction, [hand.Dossier], QueueTask.Handle, null, null, null, cancellation);
            return new CompleteAnswer.Completed(DossierState.Queued, now);
        }, cancellation);

    private static Refusal? RefuseSecondLook(DossierInHand hand, string officer, int attempt, DateTimeOffset now) =>
        hand.RefuseClaim(officer, attempt, now)
        ?? (hand.Item!.Task != QueueTask.SecondLook ? Refusal.NoSecondLook
            : hand.Item.DecidedBy == officer ? Refusal.OwnDecision
            : null);

    private async Task AskForSecondLook(
        NpgsqlTransaction transaction, List<DossierInHand> hands, DossierState to, string officer, string? reason, DateTimeOffset now, CancellationToken cancellation)
    {
        if (hands.Count == 0)
        {
            return;
        }

        await BackInQueue(transaction, hands, ChangeWord.Decided, officer, Given(reason), new JsonObject { ["decided"] = to.Word }, now, cancellation);
        await PutBefore(transaction, [.. hands.Select(hand => hand.Dossier)], QueueTask.SecondLook, to.Word, officer, Given(reason), cancellation);
    }

    private async Task BackInQueue(
        NpgsqlTransaction transaction, IReadOnlyList<DossierInHand> hands, string change, string officer, string? reason, JsonObject detail, DateTimeOffset now, CancellationToken cancellation)
    {
        var dossiers = hands.Select(hand => hand.Dossier).ToList();
        await Dossiers.Dossiers.Move(
            transaction,
            [.. dossiers.Select(dossier => new DossierMove
            {
                Dossier = dossier,
                To = DossierState.Queued,
                Change = change,
                Actor = officer,
                Reason = reason,
                Detail = detail.ToJsonString(),
            })],
            now,
            cancellation);
        await clocks.Stop(transaction, dossiers, now, cancellation, ClockKind.Handling);
    }

    /// <summary>Out of the hands that hold them, with another task. The officers and the items were locked before.</summary>
    private static Task<int> PutBefore(
        NpgsqlTransaction transaction, Guid[] dossiers, string task, string? decided, string? decidedBy, string? reason, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Sql.Read("Outcomes/put_before.sql"), new { dossiers, task, decided, decidedBy, reason }, transaction, cancellationToken: cancellation));

    private static async Task SayWhyLate(
        NpgsqlTransaction transaction, IReadOnlyList<DossierInHand> hands, string officer, string? whyLate, DateTimeOffset now, CancellationToken cancellation)
    {
        const string say = """
            update par.breach
               set reason = @reason, said_by = @officer, said_at = @now
             where dossier = any(@dossiers)
               and reason is null
            """;

        var late = hands.Where(hand => hand.LateWithoutReason).Select(hand => hand.Dossier).ToArray();
        if (late.Length > 0)
        {
            await transaction.Connection!.ExecuteAsync(
                new CommandDefinition(say, new { dossiers = late, reason = Given(whyLate), officer, now }, transaction, cancellationToken: cancellation));
        }
    }
}
