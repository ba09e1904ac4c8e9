using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>A dossier with its queue item, both locked until the transaction ends, so that what is checked here is still true when it is written.</summary>
internal sealed record DossierInHand
{
    public required Guid Dossier { get; init; }

    public required string Number { get; init; }

    public required string Procedure { get; init; }

    public required string Rule { get; init; }

    public required string Subject { get; init; }

    /// <summary>The personal ids of those who are told.</summary>
    public required string[] Tell { get; init; }

    public required string Agency { get; init; }

    public required DossierState State { get; init; }

    public required bool RequestNeeded { get; init; }

    public required string? Term { get; init; }

    public required string? TermLaw { get; init; }

    public required TimeOnly? CutOff { get; init; }

    /// <summary>Whether the procedure's own term stands still while the dossier waits.</summary>
    public required bool PausedWhileWaiting { get; init; }

    /// <summary>What was last told about its ground; null when it is as the dossier says.</summary>
    public required string? Ground { get; init; }

    /// <summary>Whether its term ran out and nobody has said yet why.</summary>
    public required bool LateWithoutReason { get; init; }

    /// <summary>The agency of the officer who acts; null when it is no officer who acts.</summary>
    public required string? ActorAgency { get; init; }

    /// <summary>Who holds the item; null when nobody does.</summary>
    public ItemInHand? Item { get; init; }

    /// <summary>One of them; see the other.</summary>
    public static async Task<(bool Fits, DossierInHand? Found)> Lock(
        NpgsqlTransaction transaction, Guid dossier, string actor, CancellationToken cancellation)
    {
        var (fits, found) = await Lock(transaction, [dossier], actor, cancellation);
        return (fits, found.GetValueOrDefault(dossier));
    }

    /// <summary>
    /// Locks the officers concerned, the items and the dossiers, in this order as everywhere. When an item changed hands between
    /// reading and locking it, the locks do not fit, and the caller begins anew.
    /// </summary>
    public static async Task<(bool Fits, IReadOnlyDictionary<Guid, DossierInHand> Found)> Lock(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, string actor, CancellationToken cancellation)
    {
        var read = await transaction.Connection!.QueryMultipleAsync(
            new CommandDefinition(Sql.Read("Outcomes/lock.sql"), new { dossiers = dossiers.ToArray(), actor }, transaction, cancellationToken: cancellation));
        await using (read)
        {
            var officers = (await read.ReadAsync<string>()).ToHashSet(StringComparer.Ordinal);
            var items = (await read.ReadAsync<ItemInHand>()).ToDictionary(item => item.Dossier);
            var found = (await read.ReadAsync<DossierInHand>()).ToDictionary(one => one.Dossier, one => one with { Item = items.GetValueOrDefault(one.Dossier) });
            return (items.Values.All(item => item.Officer is null || officers.Contains(item.Officer)), found);
        }
    }

    /// <summary>Whether its history has what a sender's message of this id said.</summary>
    public async Task<bool> Has(NpgsqlTransaction transaction, Guid? message, CancellationToken cancellation)
    {
        const string has = "select exists (select from par.dossier_change where dossier = @Dossier and detail ->> 'message' = @message)";

        return message is { } id && await transaction.Connection!.ExecuteScalarAsync<bool>(
            new CommandDefinition(has, new { Dossier, message = id.ToString() }, transaction, cancellationToken: cancellation));
    }

    /// <summary>What stands in the way of an act of this officer with this claim; null when nothing does.</summary>
    public Refusal? RefuseClaim(string officer, int attempt, DateTimeOffset now) =>
        ActorAgency is null ? Refusal.NoSuchOfficer
        : ActorAgency != Agency ? Refusal.OtherAgency
        : Item is null ? Refusal.AlreadyClosed
        : Item.Officer != officer || Item.Attempt != attempt || Item.LeaseEnds <= now ? Refusal.LostLease
        : null;
}
