using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Storage;

namespace Par.Worker.Queues;

/// <summary>
/// Lets work that opened by itself into an agency's queue no faster than its officers can take it: as much as they are still free for
/// today, the most pressing first. What comes near its due date goes in whatever there is, so that nothing becomes late by being kept
/// back; clocks run all the same. An agency whose officers nobody enlisted keeps nothing back.
/// </summary>
internal sealed class Pacing(NpgsqlDataSource database, Norms norms, PacingMeter meter, IOptions<QueueOptions> options, TimeProvider clock)
{
    /// <summary>Works out each agency's pace and lets in what fits. Gives back how many dossiers that were. Twice, or on two workers, it does no harm.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var now = clock.GetUtcNow();
        var agencies = (await connection.QueryAsync<string>(
            new CommandDefinition("select distinct agency from par.officer order by agency", cancellationToken: cancellation)))
            .Select(agency => (Id: agency, Norm: norms.IfKnown(agency, now)))
            .Where(agency => agency.Norm is not null)
            .ToList();
        var arguments = new
        {
            now,
            beyond = now + options.Value.ReleaseAhead,
            agencies = agencies.Select(agency => agency.Id).ToArray(),
            days = agencies.Select(agency => agency.Norm!.Day).ToArray(),
            norms = agencies.Select(agency => agency.Norm!.Norm).ToArray(),
            nths = agencies.Select(agency => agency.Norm!.Nth).ToArray(),
            workingDays = agencies.Select(agency => agency.Norm!.Days).ToArray(),
        };
        var released = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition(Sql.Read("Queues/pace.sql"), arguments, cancellationToken: cancellation));
        meter.Backlog(await Backlog(connection, cancellation));
        return released;
    }

    /// <summary>How many dossiers are kept back, by agency.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> Backlog(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string backlog = "select agency, count(*) from par.queue_item where kept_back group by agency";

        var rows = await connection.QueryAsync<(string Agency, long Items)>(new CommandDefinition(backlog, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.Agency, row => row.Items, StringComparer.Ordinal);
    }
}
