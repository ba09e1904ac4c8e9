using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>
/// Lets a dossier wait for the person or another agency, out of the officer's hands, and puts it before the officers again when the answer came.
/// The procedure's own term runs on, or stands still where its law lets it; the wait has a limit of its own.
/// </summary>
internal sealed class Waits(NpgsqlDataSource database, Clocks clocks, TimeProvider clock)
{
    /// <summary>The officer who holds it says what it waits for. Refused when the claim has passed on.</summary>
    public Task<WaitAnswer> Begin(Guid dossier, string officer, int attempt, string? reason, CancellationToken cancellation) =>
        InHand(dossier, officer, async (transaction, hand, now) =>
        {
            var refused = hand.RefuseClaim(officer, attempt, now)
                ?? (hand.Item!.Task == QueueTask.SecondLook ? Refusal.SecondLookNeeded
                    : !Moves.Allows(hand.State, DossierState.Waiting) || hand.State == DossierState.Waiting ? Refusal.IllegalMove(hand.State, DossierState.Waiting)
                    : string.IsNullOrWhiteSpace(reason) ? Refusal.WaitNeedsReason
                    : null);
            if (refused is not null)
            {
                return new WaitAnswer.Refused(refused);
            }

            var wait = await clocks.OnceMore(transaction, clocks.Wait(dossier, hand.Agency, now), cancellation);
            await Move(transaction, dossier, DossierState.Waiting, ChangeWord.Waits, officer, reason, now, cancellation);
            await clocks.Stop(transaction, [dossier], now, cancellation, ClockKind.Handling);
            await Clocks.Write(transaction, [wait], cancellation);
            if (hand.PausedWhileWaiting)
            {
                await clocks.Pause(transaction, [dossier], reason!, officer, now, cancellation, ClockKind.Statutory);
            }

            await Put(transaction, dossier, QueueTask.AwaitReply, wait.DueAt, now, cancellation);
            return new WaitAnswer.Done(wait.DueAt);
        }, cancellation);

    /// <summary>The answer came, as an officer of the agency or the person says: the next claim goes on with it.</summary>
    public Task<WaitAnswer> End(Guid dossier, string actor, string? came, CancellationToken cancellation) =>
        InHand(dossier, actor, async (transaction, hand, now) =>
        {
            var refused = hand.ActorAgency is not null && hand.ActorAgency != hand.Agency ? Refusal.OtherAgency
                : hand.State.IsClosed ? Refusal.AlreadyClosed
                : hand.State != DossierState.Waiting || hand.Item?.Task != QueueTask.AwaitReply ? Refusal.NotWaiting
                : string.IsNullOrWhiteSpace(came) ? Refusal.ReplyNeedsWords
                : null;
            if (refused is not null)
            {
                return new WaitAnswer.Refused(refused);
            }

            await clocks.Stop(transaction, [dossier], now, cancellation, ClockKind.Wait);
            var resumed = await clocks.Resume(transaction, [dossier], actor, now, cancellation, ClockKind.Statutory);
            await Move(transaction, dossier, null, ChangeWord.Replied, actor, came, now, cancellation, resumed);
            var statutory = await Clocks.Of(transaction, [dossier], [ClockKind.Statutory], cancellation);
            var due = statutory is [var term, ..] ? term.DueAt : now;
            await Put(transaction, dossier, QueueTask.Handle, due, now, cancellation);
            return new WaitAnswer.Done(due);
        }, cancellation);

    private async Task<WaitAnswer> InHand(
        Guid dossier, string actor, Func<NpgsqlTransaction, DossierInHand, DateTimeOffset, Task<WaitAnswer>> act, CancellationToken cancellation)
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

            if (hand is null)
            {
                return new WaitAnswer.Refused(Refusal.NoSuchDossier);
            }

            var answer = await act(transaction, hand, clock.GetUtcNow());
            if (answer is WaitAnswer.Done)
            {
                await transaction.CommitAsync(cancellation);
            }

            return answer;
        }

        return new WaitAnswer.Refused(Refusal.HeldByAnother);
    }

    private static async Task Move(
        NpgsqlTransaction transaction, Guid dossier, DossierState? to, string change, string actor, string? reason, DateTimeOffset now, CancellationToken cancellation,
        IReadOnlyList<(Clock Before, Clock After)>? resumed = null)
    {
        var detail = resumed is null or [] ? "{}" : DueMove.Detail(resumed);
        await Dossiers.Dossiers.Move(
            transaction, [new DossierMove { Dossier = dossier, To = to, Change = change, Actor = actor, Reason = reason!.Trim(), Detail = detail }], now, cancellation);
    }

    private static async Task Put(NpgsqlTransaction transaction, Guid dossier, string task, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Outcomes/put.sql"), new { dossier, task, dueAt, now }, transaction, cancellationToken: cancellation));
}
