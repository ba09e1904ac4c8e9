using Par.Load.Ground;

namespace Par.Worker.Tests.Faults;

/// <summary>Several workers as processes on one work database: what one does when others come and go, also by a power cut.</summary>
[Collection(Alone.Name)]
public sealed class ManyWorkersTests
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_shared_within_seconds_when_a_worker_comes_or_goes()
    {
        await using var town = await Town.Found();
        await town.Execute(
            """
            create table audit.doer (event_uid uuid not null, worker text not null, at timestamptz not null default clock_timestamp());
            create function audit.note_doer() returns trigger language plpgsql as $$
            begin
                if new.state = 'done' and old.state <> 'done' then
                    insert into audit.doer values (new.event_uid, right(current_setting('application_name'), 1));
                end if;
                return null;
            end $$;
            create trigger note_doer after update on par.inbox for each row execute function audit.note_doer();
            """);
        await using var a = Worker(town, "a");
        await using var b = Worker(town, "b");
        await Task.WhenAll(a.Ready(Cancellation), b.Ready(Cancellation));
        town.Begin();
        await Eventually.True(async () => await Doers(town, since: default) == "ab", Seconds);

        await using var c = Worker(town, "c");
        await c.Ready(Cancellation);
        await Eventually.True(async () => (await Doers(town, since: default)).Contains('c', StringComparison.Ordinal), Seconds);

        // What it held is free as soon as its connections are gone: nothing waits for a lease to run out.
        a.Signal("KILL");
        await a.Exited(Cancellation);
        var killed = (await town.Rows<DateTime>("select clock_timestamp()")).Single();
        await Eventually.True(async () => await town.Count("par.inbox where state = 'waiting' and received_at < @killed", new { killed }) == 0, Seconds);
        await Eventually.True(async () => await Doers(town, killed) == "bc", Seconds);

        b.Signal("TERM");
        await b.Exited(Cancellation);
        Assert.Equal(0, b.Code);
        var left = (await town.Rows<DateTime>("select clock_timestamp()")).Single();
        await Eventually.True(async () => await Doers(town, left) == "c", Seconds);

        await town.EndWhole();
    }

    [Fact]
    public async Task Each_tick_is_fired_by_one_worker_and_the_job_of_a_killed_one_is_taken_over()
    {
        await using var town = await Town.Found();
        await using var a = Worker(town, "a");
        await a.Ready(Cancellation);
        await town.Execute(
            """
            create table audit.fired (job text not null, tick bigint not null, worker text not null, instance text not null);
            create function audit.note_fired() returns trigger language plpgsql as $$
            begin
                if new.state = 'EXECUTING' then
                    insert into audit.fired values (new.trigger_name, new.sched_time, right(current_setting('application_name'), 1), new.instance_name);
                end if;
                return null;
            end $$;
            create trigger note_fired after insert or update on quartz.qrtz_fired_triggers for each row execute function audit.note_fired();
            """);

        // The first is caught in the middle of a job, and dies in it.
        await using (var held = await town.Hold("par.officer"))
        {
            await Eventually.True(async () => await town.Count("quartz.qrtz_fired_triggers where trigger_name = 'rescue-leases' and state = 'EXECUTING'") == 1, Seconds);
            await using var b = Worker(town, "b");
            await using var c = Worker(town, "c");
            await Task.WhenAll(b.Ready(Cancellation), c.Ready(Cancellation));
            a.Signal("KILL");
            await a.Exited(Cancellation);
            await town.Execute("truncate audit.fired");
            await held.DisposeAsync();

            await Eventually.True(async () => await town.Count("audit.fired where job = 'rescue-leases' and worker in ('b', 'c')") >= 5, Town.Limit);
            await Eventually.True(async () => (await town.Rows<string>("select distinct worker from audit.fired order by 1")).SequenceEqual(["b", "c"]), Town.Limit);
            Assert.Equal(0, await town.Count("quartz.qrtz_scheduler_state where instance_name not in (select instance from audit.fired)"));
            Assert.Equal([], await town.Rows<string>("select job || ' ' || count(*) from audit.fired group by job, tick having count(*) > 1"));

            // A job that one of them cannot load is put aside for all; it is fired again when it can be loaded.
            var name = (await town.Rows<string>("select job_class_name from quartz.qrtz_job_details where job_name = 'escalate'")).Single();
            await town.Execute("update quartz.qrtz_job_details set job_class_name = 'Par.Worker.NotYet, par-worker' where job_name = 'escalate'");
            await Eventually.True(async () => await town.Count("quartz.qrtz_triggers where trigger_name = 'escalate' and trigger_state = 'ERROR'") == 1, Seconds);
            await town.Execute($"update quartz.qrtz_job_details set job_class_name = '{name}' where job_name = 'escalate'; truncate audit.fired");
            await Eventually.True(async () => await town.Count("audit.fired where job = 'escalate'") >= 2, Town.Limit);
        }
    }

    private static WorkerProcess Worker(Town town, string name) => WorkerProcess.Start(
        town.Ground,
        [
            .. Town.Settings, ("Timetable:Escalation", "00:00:01"), ("Timetable:LeaseRescue", "00:00:01"), ("Timetable:Quarantine", "00:00:01"),
            ("Database:ConnectionString", $"{town.Ground.Databases.WorkConnectionString};Application Name={name}"),
        ]);

    private static async Task<string> Doers(Town town, DateTime since) =>
        string.Concat(await town.Rows<string>("select distinct worker from audit.doer where at > @since order by 1", new { since }));
}
