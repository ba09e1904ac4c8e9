using System.Data;
using Dapper;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Storage;

namespace Par.Worker.ServiceLevels.Proofs;

/// <summary>Proves the due dates of a dossier from what is kept alone: no rule book, no catalogue, not the way they were worked out.</summary>
internal sealed class Proofs(NpgsqlDataSource database)
{
    /// <summary>The proof of a dossier named by its number or its id; null when there is none.</summary>
    public async Task<DossierProof?> Of(string written, CancellationToken cancellation)
    {
        const string find = "select id from par.dossier where number = any(@spellings) or id::text = lower(@written)";

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        if (await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(find, new { spellings = DossierNumber.Spellings(written), written }, snapshot, cancellationToken: cancellation)) is not { } id)
        {
            return null;
        }

        var read = await connection.QueryMultipleAsync(
            new CommandDefinition(Sql.Read("ServiceLevels/Proofs/prove.sql"), new { id }, snapshot, cancellationToken: cancellation));
        await using (read)
        {
            var dossier = await read.ReadSingleAsync<Proved>();
            var clocks = (await read.ReadAsync<Clock>()).ToList();
            var pauses = (await read.ReadAsync<ClockPause>()).ToLookup(pause => pause.Kind);
            var moves = (await read.ReadAsync<ClockMove>()).ToLookup(move => move.Kind);
            var editions = (await read.ReadAsync<CalendarEdition>()).ToLookup(edition => edition.Calendar);
            var proofs = clocks.ConvertAll(clock => Reckoned.Of(clock, [.. pauses[clock.Kind]], [.. moves[clock.Kind]], [.. editions[clock.Calendar]]));
            return new DossierProof(id, dossier.Number, proofs, [.. Differences(dossier, clocks)]);
        }
    }

    private static IEnumerable<string> Differences(Proved dossier, List<Clock> clocks)
    {
        var kind = dossier.State switch
        {
            "prepared" => ClockKind.Answer,
            "queued" or "inProgress" or "waiting" => ClockKind.Statutory,
            _ => null,
        };
        if (kind is null)
        {
            yield break;
        }

        var clock = clocks.Find(clock => clock.Kind == kind);
        if (clock is null)
        {
            yield return $"The dossier is {dossier.State} and has no {kind} clock.";
        }
        else if (dossier.ItemDueAt is { } due && due != clock.DueAt)
        {
            yield return $"The queue shows {due:yyyy-MM-dd HH:mm:ss}Z, but the {kind} clock is due at {clock.DueAt:yyyy-MM-dd HH:mm:ss}Z.";
        }
    }

    private sealed record Proved
    {
        public required Guid Dossier { get; init; }

        public required string Number { get; init; }

        public required string State { get; init; }

        public required DateTimeOffset? ItemDueAt { get; init; }

        public required string? Task { get; init; }
    }
}
