using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Dossiers;

/// <summary>Keeps the dossiers, their states and what happened to each of them.</summary>
internal sealed class Dossiers(NpgsqlDataSource database)
{
    private const string Columns = """
        id             as "Id",
        number         as "Number",
        procedure      as "Procedure",
        level          as "Level",
        rule           as "Rule",
        finding        as "Finding",
        registry       as "Registry",
        event_uid      as "EventUid",
        subject        as "Subject",
        agency         as "Agency",
        state          as "State",
        request_needed as "RequestNeeded",
        prefill        as "Prefill",
        texts          as "Texts",
        opened_at      as "OpenedAt",
        closed_at      as "ClosedAt",
        version        as "Version",
        term           as "Term",
        term_law       as "TermLaw",
        cut_off        as "CutOff"
        """;

    /// <summary>
    /// Makes the moves with one statement, in the caller's transaction, and returns how many were made: one less for each
    /// dossier whose version was named and has moved on. The database refuses a move that is not legal.
    /// </summary>
    public static async Task<int> Move(NpgsqlTransaction transaction, IReadOnlyList<DossierMove> moves, DateTimeOffset now, CancellationToken cancellation)
    {
        var arguments = new
        {
            now,
            dossiers = moves.Select(move => move.Dossier).ToArray(),
            states = moves.Select(move => move.To?.Word).ToArray(),
            changes = moves.Select(move => move.Change).ToArray(),
            actors = moves.Select(move => move.Actor).ToArray(),
            reasons = moves.Select(move => move.Reason).ToArray(),
            details = moves.Select(move => move.Detail).ToArray(),
            versions = moves.Select(move => move.Version).ToArray(),
        };
        return await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Dossiers/move.sql"), arguments, transaction, cancellationToken: cancellation));
    }

    public async Task<DossierRow?> Find(Guid dossier, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DossierRow>(
            new CommandDefinition($"select {Columns} from par.dossier where id = @dossier", new { dossier }, cancellationToken: cancellation));
    }

    /// <summary>What happened to a dossier, from its opening on.</summary>
    public async Task<IReadOnlyList<DossierChange>> History(Guid dossier, CancellationToken cancellation)
    {
        const string history = """
            select position  as "Position",
                   at        as "At",
                   change    as "Change",
                   came_from as "CameFrom",
                   state     as "State",
                   actor     as "Actor",
                   reason    as "Reason",
                   detail    as "Detail"
              from par.dossier_change
             where dossier = @dossier
             order by position
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<DossierChange>(new CommandDefinition(history, new { dossier }, cancellationToken: cancellation))];
    }

    /// <summary>The dossiers that stand on any of these life events, open or closed, seen from the caller's transaction.</summary>
    public static async Task<IReadOnlyList<DossierRow>> OfEvents(
        NpgsqlTransaction transaction, IReadOnlyList<(string Registry, Guid EventUid)> events, CancellationToken cancellation)
    {
        const string ofEvents = $"""
            select {Columns}
              from par.dossier
             where (registry, event_uid) in (select * from unnest(@registries, @eventUids))
             order by id
            """;

        var arguments = new
        {
            registries = events.Select(life => life.Registry).ToArray(),
            eventUids = events.Select(life => life.EventUid).ToArray(),
        };
        return [.. await transaction.Connection!.QueryAsync<DossierRow>(new CommandDefinition(ofEvents, arguments, transaction, cancellationToken: cancellation))];
    }
}
