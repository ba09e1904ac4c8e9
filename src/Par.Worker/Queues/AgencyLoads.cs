using System.Text.Json;
using Dapper;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Storage;

namespace Par.Worker.Queues;

/// <summary>Says how the work of each agency stands to what its officers take in a day.</summary>
internal sealed class AgencyLoads(NpgsqlDataSource database, Norms norms, TimeProvider clock)
{
    /// <summary>Most kept back first, then most waiting.</summary>
    public async Task<IReadOnlyList<AgencyLoad>> All(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql.Read("Queues/loads.sql"), new { now }, cancellationToken: cancellation));
        return [.. rows.GroupBy(row => row.Agency, StringComparer.Ordinal).Select(agency => Load([.. agency], norms.IfKnown(agency.Key, now)))
            .OrderByDescending(load => load.KeptBack).ThenByDescending(load => load.Waiting).ThenByDescending(load => load.Taken)];
    }

    private static AgencyLoad Load(IReadOnlyList<Row> rows, DayNorm? norm)
    {
        var officers = rows.Where(row => row.Officer is not null).ToList();
        var atWork = officers.Where(row => norm is null || !IsAway(row.Away, norm.Day)).ToList();
        return new AgencyLoad
        {
            Agency = rows[0].Agency,
            NameVi = rows[0].NameVi,
            NameEn = rows[0].NameEn,
            Waiting = rows[0].Waiting,
            KeptBack = rows[0].KeptBack,
            FirstDue = rows[0].FirstDue,
            Officers = officers.Count,
            AtWork = atWork.Count,
            Taken = officers.Where(row => row.Day == norm?.Day).Sum(row => row.Taken),
            Allowed = norm?.Norm is null ? null : atWork.Sum(row => norm.For(row.Share!.Value)),
        };
    }

    private static bool IsAway(string away, DateOnly day) =>
        JsonSerializer.Deserialize<DateOnly[][]>(away)!.Any(absence => absence[0] <= day && day <= absence[1]);

    private sealed record Row
    {
        public required string Agency { get; init; }

        public required string NameVi { get; init; }

        public required string NameEn { get; init; }

        public required long Waiting { get; init; }

        public required long KeptBack { get; init; }

        public required DateTimeOffset? FirstDue { get; init; }

        public required decimal? Share { get; init; }

        public required DateOnly? Day { get; init; }

        public required int Taken { get; init; }

        public required string Away { get; init; }

        public required string? Officer { get; init; }
    }
}

/// <summary>The work of an agency beside what its officers take today.</summary>
internal sealed record AgencyLoad
{
    public required string Agency { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    /// <summary>What officers can claim now.</summary>
    public required long Waiting { get; init; }

    /// <summary>What opened by itself and waits until officers are free.</summary>
    public required long KeptBack { get; init; }

    /// <summary>The earliest due date of what is kept back.</summary>
    public required DateTimeOffset? FirstDue { get; init; }

    public required int Officers { get; init; }

    public required int AtWork { get; init; }

    /// <summary>What its officers have taken today.</summary>
    public required int Taken { get; init; }

    /// <summary>What those at work may take today by the norm; null where there is none.</summary>
    public required int? Allowed { get; init; }
}
