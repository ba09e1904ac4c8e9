using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Par.Worker.Agencies;

/// <summary>Keeps the officers of the agencies and how much each of them takes at once.</summary>
internal sealed class Officers(NpgsqlDataSource database, IOptions<AgencyOptions> options)
{
    private const string Columns = """id as "Id", agency as "Agency", name as "Name", capacity as "Capacity", holding as "Holding", supervisor as "Supervisor", share as "Share", day as "Day", taken as "Taken" """;

    /// <summary>An officer with the capacity of the settings, to enlist.</summary>
    public Officer New(string id, string agency, string name) =>
        new() { Id = id, Agency = agency, Name = name, Capacity = options.Value.OfficerCapacity };

    /// <summary>Writes officers, or changes those already known. A capacity is not lowered below what the officer holds.</summary>
    public async Task Enlist(IReadOnlyList<Officer> officers, CancellationToken cancellation)
    {
        const string enlist = """
            insert into par.officer as known (id, agency, name, capacity, supervisor, share)
            select id, agency, name, capacity, supervisor, share
              from unnest(@ids, @agencies, @names, @capacities, @supervisors, @shares) as officer (id, agency, name, capacity, supervisor, share)
             order by id collate "C"
                on conflict (id) do update
               set agency = excluded.agency,
                   name = excluded.name,
                   supervisor = excluded.supervisor,
                   share = excluded.share,
                   capacity = greatest(excluded.capacity, known.holding)
            """;

        var arguments = new
        {
            ids = officers.Select(officer => officer.Id).ToArray(),
            agencies = officers.Select(officer => officer.Agency).ToArray(),
            names = officers.Select(officer => officer.Name).ToArray(),
            capacities = officers.Select(officer => officer.Capacity).ToArray(),
            supervisors = officers.Select(officer => officer.Supervisor).ToArray(),
            shares = officers.Select(officer => officer.Share).ToArray(),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(enlist, arguments, cancellationToken: cancellation));
    }

    /// <summary>The officers of an agency, by name.</summary>
    public async Task<IReadOnlyList<Officer>> Of(string agency, CancellationToken cancellation)
    {
        const string of = $"select {Columns} from par.officer where agency = @agency order by name, id";

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Officer>(new CommandDefinition(of, new { agency }, cancellationToken: cancellation))];
    }

    public async Task<Officer?> Find(string id, CancellationToken cancellation)
    {
        const string find = $"select {Columns} from par.officer where id = @id";

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Officer>(new CommandDefinition(find, new { id }, cancellationToken: cancellation));
    }
}
