using Dapper;
using Npgsql;

namespace Par.Load.Faults;

/// <summary>
/// A journal beside the inbox, written by a trigger in the transaction of each change: when a life event could be seen, when the
/// transaction began that was done with it, and when that one committed. On the server's clock, whatever the workers' clocks say.
/// </summary>
internal sealed class Audit(string work)
{
    public async Task Install(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(work);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            create schema audit;
            create table audit.step (
                registry text not null, event_uid uuid not null, subject text not null,
                occurred_at timestamptz not null, recorded_at timestamptz not null, state text not null, began_at timestamptz not null);
            create function audit.note() returns trigger language plpgsql as $$
            begin
                if tg_op = 'INSERT' or old.state is distinct from new.state then
                    insert into audit.step values (new.registry, new.event_uid, new.subject, new.occurred_at, new.recorded_at, new.state, transaction_timestamp());
                end if;
                return null;
            end $$;
            create trigger note after insert or update on par.inbox for each row execute function audit.note();
            """,
            cancellationToken: cancellation));
    }

    /// <summary>
    /// Pairs of life events of one person where the later one was done with although the earlier one stood in the inbox, to be seen, when
    /// that round began, and was not done with by then. A commit is stamped before it is on disk, and seen by others only after: what was
    /// stamped less than half a second before the round began may not have been seen yet, and does not count; nor does what was kept aside,
    /// which has left the order until it is put back.
    /// </summary>
    public async Task<IReadOnlyList<string>> OutOfOrder(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(work);
        var pairs = await connection.QueryAsync<string>(new CommandDefinition(
            """
            with seen as (
                select registry, event_uid, subject, occurred_at, recorded_at, pg_xact_commit_timestamp(xmin) as at
                  from audit.step
                 where state = 'waiting'
            ), done as (
                select registry, event_uid, subject, occurred_at, recorded_at, began_at, pg_xact_commit_timestamp(xmin) as at
                  from audit.step
                 where state <> 'waiting'
            )
            select 'life event ' || late.event_uid || ' was done with before ' || early.event_uid || ' of the same person'
              from done as late
              join seen as early on early.subject = late.subject
                                and (early.occurred_at, early.recorded_at, early.event_uid) < (late.occurred_at, late.recorded_at, late.event_uid)
                                and early.at < late.began_at - interval '0.5 s'
             where not exists (select from done
                                where done.registry = early.registry and done.event_uid = early.event_uid and done.at <= late.at)
               and not exists (select from audit.step as aside
                                where aside.state = 'quarantined' and aside.subject = late.subject and aside.event_uid in (early.event_uid, late.event_uid))
            """,
            commandTimeout: 600,
            cancellationToken: cancellation));
        return [.. pairs];
    }

    /// <summary>Life events that were done with more than once, without having been kept aside between.</summary>
    public async Task<IReadOnlyList<string>> DoneTwice(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(work);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            """
            select 'life event ' || event_uid || ' was done with ' || count(*) filter (where state = 'done') || ' times'
              from audit.step
             group by registry, event_uid
            having count(*) filter (where state = 'done') > 1 + count(*) filter (where state = 'quarantined')
            """,
            cancellationToken: cancellation))];
    }
}
