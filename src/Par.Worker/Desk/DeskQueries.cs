using Dapper;
using Npgsql;
using Par.Worker.Queues;
using Par.Worker.Storage;

namespace Par.Worker.Desk;

/// <summary>What the pages read beside the queue itself. It reads only; every change goes through the folders above.</summary>
internal sealed class DeskQueries(NpgsqlDataSource database)
{
    /// <summary>The officer and the agency, or null.</summary>
    public Task<DeskOfficer?> Officer(string id, CancellationToken cancellation) =>
        One<DeskOfficer>(Sql.Read("Desk/officer.sql"), new { id }, cancellation);

    /// <summary>How many of an agency's items wait for an officer, wait for the person, are late, or are paused with the agency.</summary>
    public async Task<QueueCounts> Counts(string agency, DateTimeOffset now, CancellationToken cancellation) =>
        (await One<QueueCounts>(Sql.Read("Desk/counts.sql"), new { agency, now }, cancellation))!;

    /// <summary>What the officer holds, most pressing first.</summary>
    public Task<IReadOnlyList<QueueRow>> Held(string agency, string officer, CancellationToken cancellation) =>
        Many<QueueRow>(Sql.Read("Desk/held.sql"), new { agency, officer }, cancellation);

    /// <summary>One dossier of the agency, open or closed; null when there is none or it belongs to another agency.</summary>
    public Task<DossierAtDesk?> Dossier(Guid id, string agency, CancellationToken cancellation) =>
        One<DossierAtDesk>(Sql.Read("Desk/dossier.sql"), new { id, agency }, cancellation);

    /// <summary>What happened to the dossier, oldest first.</summary>
    public Task<IReadOnlyList<HistoryRow>> Changes(Guid dossier, CancellationToken cancellation) =>
        Many<HistoryRow>(Sql.Read("Desk/changes.sql"), new { dossier }, cancellation);

    /// <summary>The dossier of the agency that has one of these numbers; null when it has none.</summary>
    public async Task<Guid?> Find(string[] spellings, string agency, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(
            new CommandDefinition(Sql.Read("Desk/find.sql"), new { spellings, agency }, cancellationToken: cancellation));
    }

    /// <summary>The dossiers of the same story, the one that is asked for among them.</summary>
    public Task<IReadOnlyList<StoryRow>> Story(Guid dossier, CancellationToken cancellation) =>
        Many<StoryRow>(Sql.Read("Desk/story.sql"), new { dossier }, cancellation);

    private async Task<T?> One<T>(string sql, object arguments, CancellationToken cancellation)
        where T : class
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellation));
    }

    private async Task<IReadOnlyList<T>> Many<T>(string sql, object arguments, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellation))];
    }
}
