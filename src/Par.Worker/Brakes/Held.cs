using Dapper;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Brakes;

/// <summary>Keeps what is held for a human. Set-based and in the caller's transaction, but for the list.</summary>
internal sealed class Held(NpgsqlDataSource database)
{
    public static async Task Write(NpgsqlTransaction transaction, IReadOnlyList<HeldRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        const string hold = """
            insert into par.held (id, rule, level, agency, held_at, due)
            select id, rule, level, agency, @now, due
              from unnest(@ids, @rules, @levels, @agencies, @dues::jsonb[]) as held (id, rule, level, agency, due)
            """;

        if (rows.Count == 0)
        {
            return;
        }

        var arguments = new
        {
            now,
            ids = rows.Select(row => row.Id).ToArray(),
            rules = rows.Select(row => row.Due.Rule).ToArray(),
            levels = rows.Select(row => (short)row.Due.Level).ToArray(),
            agencies = rows.Select(row => row.Due.Agency).ToArray(),
            dues = rows.Select(row => HeldJson.Of(row.Due)).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(hold, arguments, transaction, cancellationToken: cancellation));
    }

    /// <summary>
    /// Ends the brake of a rule and takes everything that is held of it, in the order of ids, which is the order it was held in.
    /// Openings that are under way hold a share of the brake: they are waited for, and what they hold is taken too.
    /// </summary>
    public static async Task<IReadOnlyList<HeldRow>> Take(
        NpgsqlTransaction transaction, string rule, string how, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        const string end = """
            update par.brake
               set ended_at = @now, ended_how = @how, ended_by = @by, reason = @reason
             where rule = @rule
               and ended_at is null
            """;
        const string take = """
            with taken as (
                delete from par.held
                 where rule = @rule
             returning id, due
            )
            select id, due from taken order by id
            """;

        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(end, new { rule, how, by, reason, now }, transaction, cancellationToken: cancellation));
        var rows = await connection.QueryAsync<(Guid Id, string Due)>(new CommandDefinition(take, new { rule }, transaction, cancellationToken: cancellation));
        return [.. rows.Select(row => new HeldRow(row.Id, HeldJson.Read(row.Due)))];
    }

    /// <summary>The reminders that are held on any of these life events. Until the transaction ends nobody releases or discards them.</summary>
    public static async Task<IReadOnlyList<HeldRow>> Reminders(
        NpgsqlTransaction transaction, IReadOnlyList<EventKey> events, CancellationToken cancellation)
    {
        var arguments = new
        {
            registries = events.Select(life => life.Registry).ToArray(),
            eventUids = events.Select(life => life.EventUid).ToArray(),
        };
        var read = await transaction.Connection!.QueryMultipleAsync(
            new CommandDefinition(Sql.Read("Brakes/held_reminders.sql"), arguments, transaction, cancellationToken: cancellation));
        await using (read)
        {
            await read.ReadAsync<string>();
            return [.. (await read.ReadAsync<(Guid Id, string Due)>()).Select(row => new HeldRow(row.Id, HeldJson.Read(row.Due)))];
        }
    }

    /// <summary>Lets go of reminders that are held and frees their once-keys. Nobody was told of them, so nobody is told now.</summary>
    public static async Task DropReminders(NpgsqlTransaction transaction, IReadOnlyList<Guid> findings, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken cancellation)
    {
        const string drop = """
            with gone as (delete from par.held where id = any(@ids) and level = 1)
            update par.once_key
               set freed_at = @now
             where finding = any(@findings)
               and dossier is null
            """;

        if (ids.Count == 0)
        {
            return;
        }

        var arguments = new { now, ids = ids.ToArray(), findings = findings.ToArray() };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(drop, arguments, transaction, cancellationToken: cancellation));
    }

    /// <summary>How much is held of which rule for which agency.</summary>
    public async Task<IReadOnlyList<HeldRule>> List(CancellationToken cancellation)
    {
        const string list = """
            select rule as "Rule", agency as "Agency", count(*) as "Held", min(held_at) as "Since"
              from par.held
             group by rule, agency
             order by rule, agency
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<HeldRule>(new CommandDefinition(list, cancellationToken: cancellation))];
    }
}
