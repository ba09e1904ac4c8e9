using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>A dossier that a correction touches, with its queue item locked until the transaction ends.</summary>
internal sealed record GroundRow
{
    public required Guid Dossier { get; init; }

    public required string Number { get; init; }

    public required string Procedure { get; init; }

    public required string Rule { get; init; }

    public required string Subject { get; init; }

    public required DossierState State { get; init; }

    public required string Agency { get; init; }

    public required string[] Tell { get; init; }

    /// <summary>True while no officer has ever claimed it and it is open.</summary>
    public required bool Untouched { get; init; }

    /// <summary>What was last told about its ground; null when it is as the dossier says.</summary>
    public required string? Ground { get; init; }

    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>True when the brake holds it: nobody was told of it yet.</summary>
    public bool IsHeld => State == DossierState.Held;

    /// <summary>What every message about it begins with.</summary>
    public JsonObject About => new()
    {
        ["dossier"] = Dossier,
        ["number"] = Number,
        ["procedure"] = Procedure,
        ["agency"] = Agency,
    };

    /// <summary>Locks the items in the order of dossiers, then reads: what it returns is what stood when the locks were granted.</summary>
    public static async Task<IReadOnlyList<GroundRow>> Lock(NpgsqlTransaction transaction, Guid[] dossiers, CancellationToken cancellation)
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
}
