using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Rules.Books;
using Par.Worker.Dossiers;
using Par.Worker.Outbox;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>Undoes dossiers whose ground fell away, as long as nobody has touched them; flags the others for their officers.</summary>
internal sealed class Withdrawals(Clocks clocks, Flags flags, OutcomeEvents events)
{
    /// <summary>All with a constant number of statements, in the caller's transaction.</summary>
    public async Task<Withdrawn> Withdraw(
        NpgsqlTransaction transaction, IReadOnlyList<FallenGround> fallen, DateTimeOffset now, CancellationToken cancellation)
    {
        if (fallen.Count == 0)
        {
            return new Withdrawn([], []);
        }

        var grounds = fallen.DistinctBy(ground => ground.Dossier).ToDictionary(ground => ground.Dossier);
        var rows = await GroundRow.Lock(transaction, [.. grounds.Keys], cancellation);
        var withdrawn = rows.Where(row => row.Untouched && grounds[row.Dossier].Policy == IfNoLongerTrue.Withdraw).ToList();
        await Undo(transaction, withdrawn, grounds, now, cancellation);
        var flagged = await flags.Raise(
            transaction, [.. rows.Except(withdrawn).Select(row => Flagged(row, grounds[row.Dossier]))], now, cancellation);
        return new Withdrawn([.. withdrawn.Select(row => row.Dossier)], flagged);
    }

    private async Task Undo(
        NpgsqlTransaction transaction,
        List<GroundRow> withdrawn,
        Dictionary<Guid, FallenGround> grounds,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (withdrawn.Count == 0)
        {
            return;
        }

        var ids = withdrawn.Select(row => row.Dossier).ToArray();
        await Dossiers.Dossiers.Move(transaction, [.. withdrawn.Select(row => Move(grounds[row.Dossier]))], now, cancellation);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Outcomes/withdraw.sql"), new { dossiers = ids, now }, transaction, cancellationToken: cancellation));
        await clocks.Stop(transaction, ids, now, cancellation);

        // Nobody knew of what was held: it goes without a word, and no rule follows from it.
        var known = withdrawn.Where(row => !row.IsHeld).ToList();
        await Outbox.Outbox.Write(transaction, [.. known.SelectMany(row => Messages(row, grounds[row.Dossier], now))], now, cancellation);
        await events.Report(transaction, [.. known.Select(Outcome)], now, cancellation);
    }

    private static OutcomeOfDossier Outcome(GroundRow row) =>
        new(row.Dossier, row.Number, row.Procedure, row.Rule, row.Subject, DossierState.Withdrawn);

    private static Flag Flagged(GroundRow row, FallenGround ground) =>
        new(row, ChangeWord.GroundFell, ground.Reason, Flag.Fell) { Silently = row.IsHeld || ground.Policy == IfNoLongerTrue.Keep };

    private static IEnumerable<OutboxRow> Messages(GroundRow row, FallenGround ground, DateTimeOffset now)
    {
        var forAgency = row.About;
        forAgency["reason"] = CorrectionWords.Both(ground.Reason);
        var forPeople = CorrectionWords.ForPerson(row.About, CorrectionWords.Withdrawn(row.Number), ground.Reason);
        return
        [
            OutboxRow.Of(Topic.DossierWithdrawn, Recipient.Agency(row.Agency), forAgency, now),
            .. OutboxRow.ToEach(Recipient.Told(row.Tell, row.Agency), Topic.NoticeWithdrawn, forPeople, now),
        ];
    }

    private static DossierMove Move(FallenGround ground) => new()
    {
        Dossier = ground.Dossier,
        To = DossierState.Withdrawn,
        Change = ChangeWord.Withdrawn,
        Actor = DossierMove.Engine,
        Reason = ground.Reason.Vi,
        Detail = new JsonObject { ["reason"] = CorrectionWords.Both(ground.Reason) }.ToJsonString(),
    };
}
