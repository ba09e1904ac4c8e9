using System.Runtime.InteropServices;
using Dapper;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Storage;

namespace Par.Worker.Dossiers;

/// <summary>
/// Hands out dossier numbers, counted by agency and day. They are taken at once and apart from the transaction that opens, because whoever
/// holds a counter until then holds up every other opener of that agency; numbers that a transaction took and then rolled back are never used.
/// </summary>
internal sealed class DossierNumbers(NpgsqlDataSource database, AgencyDirectory directory)
{
    /// <summary>One number for each agency in the list, in its order, with one statement for the whole batch.</summary>
    public async Task<IReadOnlyList<string>> Take(IReadOnlyList<string> agencies, DateTimeOffset now, CancellationToken cancellation)
    {
        if (agencies.Count == 0)
        {
            return [];
        }

        var wanted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var agency in agencies)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(wanted, agency, out _)++;
        }

        var days = wanted.Keys.ToDictionary(agency => agency, agency => directory.CalendarOf(agency).DayOf(now), StringComparer.Ordinal);
        var arguments = new
        {
            agencies = wanted.Keys.ToArray(),
            days = wanted.Keys.Select(agency => days[agency]).ToArray(),
            counts = wanted.Values.ToArray(),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var counters = await connection.QueryAsync<CounterRow>(
            new CommandDefinition(Sql.Read("Dossiers/count.sql"), arguments, cancellationToken: cancellation));

        var next = counters.ToDictionary(row => row.Agency, row => row.Last - wanted[row.Agency], StringComparer.Ordinal);
        return [.. agencies.Select(agency => DossierNumber.Of(directory.CodeOf(agency), days[agency], ++CollectionsMarshal.GetValueRefOrNullRef(next, agency)))];
    }

    private sealed record CounterRow
    {
        public required string Agency { get; init; }

        public required int Last { get; init; }
    }
}
