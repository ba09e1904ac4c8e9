using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Agencies;

/// <summary>Keeps the agencies of the catalogue in the work database, and says which of them take no new work for now.</summary>
internal sealed class Agencies(NpgsqlDataSource database, AgencyDirectory directory, TimeProvider clock)
{
    /// <summary>
    /// Writes the catalogue's agencies, all in one statement. Those the catalogue no longer names stay: their dossiers do too.
    /// </summary>
    public Task Bring(CancellationToken cancellation) => Bring(directory, cancellation);

    /// <summary>Writes the agencies of a book that is about to be put in service.</summary>
    public async Task Bring(AgencyDirectory directory, CancellationToken cancellation)
    {
        var all = directory.All;
        var clashes = all.GroupBy(AgencyDirectory.CodeOf, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        if (clashes.Count > 0)
        {
            throw new AgencyCodesClashException(
                "Agencies share a code, so their dossier numbers would clash: "
                + string.Join("; ", clashes.Select(clash => $"'{clash.Key}' of {string.Join(", ", clash.Select(agency => agency.Id))}"))
                + ". Give each its own code in rules/catalogue/agencies.yaml.");
        }

        var arguments = new
        {
            ids = all.Select(agency => agency.Id).ToArray(),
            kinds = all.Select(agency => agency.Kind.Id).ToArray(),
            areas = all.Select(agency => agency.Area.Id).ToArray(),
            namesVi = all.Select(agency => agency.Title.Vi).ToArray(),
            namesEn = all.Select(agency => agency.Title.En).ToArray(),
            codes = all.Select(AgencyDirectory.CodeOf).ToArray(),
            calendars = all.Select(agency => agency.Calendar).ToArray(),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Sql.Read("Agencies/bring.sql"), arguments, cancellationToken: cancellation));
    }

    /// <summary>All agencies, by their Vietnamese names.</summary>
    public async Task<IReadOnlyList<AgencyRow>> Show(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<AgencyRow>(new CommandDefinition(Sql.Read("Agencies/show.sql"), cancellationToken: cancellation));
        return [.. rows];
    }

    /// <summary>From now on the agency's officers claim nothing new. What they hold they may finish. False when there is no such agency.</summary>
    public Task<bool> Pause(string agency, string by, string reason, CancellationToken cancellation)
    {
        const string pause = """
            update par.agency
               set paused_at = @now, paused_by = @by, paused_reason = @reason
             where id = @agency
            """;

        return Change(pause, new { agency, by, reason, now = clock.GetUtcNow() }, cancellation);
    }

    public Task<bool> Resume(string agency, CancellationToken cancellation)
    {
        const string resume = """
            update par.agency
               set paused_at = null, paused_by = null, paused_reason = null
             where id = @agency
            """;

        return Change(resume, new { agency }, cancellation);
    }

    private async Task<bool> Change(string statement, object arguments, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(statement, arguments, cancellationToken: cancellation)) == 1;
    }
}
