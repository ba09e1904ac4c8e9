using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Demo.Screen;

/// <summary>Looks into the work database for the screen and the summary, on a connection of its own.</summary>
internal sealed class Counting(string workConnectionString)
{
    public async Task<Counts> Now(CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        return await connection.QuerySingleAsync<Counts>(Command(Sql.Read("Demo/Screen/counts.sql"), null, cancellation));
    }

    public async Task<IReadOnlyList<AgencyItems>> Busiest(int top, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        return [.. await connection.QueryAsync<AgencyItems>(Command(Sql.Read("Demo/Screen/items_by_agency.sql"), new { top }, cancellation))];
    }

    public Task<IReadOnlyDictionary<string, long>> DossiersByAgency(CancellationToken cancellation) => By(Sql.Read("Demo/Screen/dossiers_by_agency.sql"), cancellation);

    public Task<IReadOnlyDictionary<string, long>> OpenedByRule(CancellationToken cancellation) => By(Sql.Read("Demo/Screen/opened_by_rule.sql"), cancellation);

    private async Task<IReadOnlyDictionary<string, long>> By(string query, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        var rows = await connection.QueryAsync<(string Name, long Count)>(Command(query, null, cancellation));
        return rows.ToDictionary(row => row.Name, row => row.Count, StringComparer.Ordinal);
    }

    private static CommandDefinition Command(string text, object? values, CancellationToken cancellation) =>
        new(text, values, commandTimeout: 120, cancellationToken: cancellation);

    private async Task<NpgsqlConnection> Open(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(workConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
