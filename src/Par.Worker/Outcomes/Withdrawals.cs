using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Rules.Catalogue;
using Par.Worker.Dossiers;
using Par.Worker.Outbox;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>Undoes dossiers whose ground fell away, as long as nobody has touched them; flags the others for their officers.</summary>
internal sealed class Withdrawals(Clocks clocks)
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
        var rows = await Locked(transaction, [.. grounds.Keys], cancellation);
        var withdrawn = rows.Where(row => row.Untouched && grounds[row.Dossier].Withdraw).ToList();
        var flagged = rows.Except(withdrawn).ToList();
        var ids = withdrawn.Select(row => row.Dossier).ToArray();
        var known = withdrawn.Where(row => !row.Held).ToList();

        await Dossiers.Dossiers.Move(
            transaction,
            [
                .. withdrawn.Select(row => Move(grounds[row.Dossier], DossierState.Withdrawn, ChangeWord.Withdrawn)),
                .. flagged.Select(row => Move(grounds[row.Dossier], to: null, ChangeWord.GroundFell)),
            ],
            now,
            cancellation);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Outcomes/withdraw.sql"), new { dossiers = ids, now }, transaction, cancellationToken: cancellation));
        await clocks.Stop(transaction, ids, now, cancellation);
        await Outbox.Outbox.Write(
            transaction,
            [
                .. known.Select(row => OutboxRow.Of(Topic.DossierWithdrawn, Recipient.Agency(row.Agency), row.Said(grounds[row.Dossier].Reason), now)),
                .. known.SelectMany(row => OutboxRow.ToEach(Recipient.Told(row.Tell, row.Agency), Topic.NoticeWithdrawn, row.Said(grounds[row.Dossier].Reason), now)),
                .. flagged.Where(row => !row.Held).Select(row => OutboxRow.Of(Topic.DossierFlagged, Recipient.Agency(row.Agency), row.Said(grounds[row.Dossier].Reason), now)),
            ],
            now,
            cancellation);
        return new Withdrawn(ids, [.. flagged.Select(row => row.Dossier)]);
    }

    private static async Task<IReadOnlyList<GroundRow>> Locked(NpgsqlTransaction transaction, Guid[] dossiers, CancellationToken cancellation)
    {
        var read = await transaction.Connection!.QueryMultipleAsync(
            new CommandDefinition(Sql.Read("Outcomes/untouched.sql"), new { dossiers }, transaction, cancellationToken: cancellation));
        await using (read)
        {
            await read.ReadAsync<Guid>();
            await read.ReadAsync<Guid>();
            return [.. await read.ReadAsync<GroundRow>()];
        }
    }

    private static DossierMove Move(FallenGround ground, DossierState? to, string change) =>
        new()
        {
            Dossier = ground.Dossier,
            To = to,
            Change = change,
            Actor = DossierMove.Engine,
            Reason = ground.Reason.Vi,
            Detail = new JsonObject { ["reason"] = Both(ground.Reason) }.ToJsonString(),
        };

    private static JsonObject Both(Wording words) => new() { ["vi"] = words.Vi, ["en"] = words.En };

    private sealed record GroundRow
    {
        public required Guid Dossier { get; init; }

        public required string Number { get; init; }

        public required string Agency { get; init; }

        public required string[] Tell { get; init; }

        public required bool Untouched { get; init; }

        /// <summary>Held for a human: nobody was told of it, so nobody is told that it is gone.</summary>
        public required bool Held { get; init; }

        public JsonObject Said(Wording reason) => new()
        {
            ["dossier"] = Dossier,
            ["number"] = Number,
            ["agency"] = Agency,
            ["reason"] = Both(reason),
        };
    }
}
