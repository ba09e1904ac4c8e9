using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Audits;
using Par.Worker.Escalation;
using Par.Worker.Outbox;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.Reconciliation;
using Par.Worker.Retention;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;
using Quartz;

namespace Par.Worker.Tests;

public sealed class TimetableTests(PostgreSql postgres)
{
    private const string EverySecond = "00:00:01";

    [Fact]
    public async Task Quartz_on_PostgreSQL_gives_back_a_lease_that_ran_out()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        commune.Clock.Now += TimeSpan.FromMinutes(21);

        using var host = Host(commune);
        await host.StartAsync(Commune.Cancellation);
        await Eventually.True(async () => await commune.Holding("lan") == 0);
        await host.StopAsync(Commune.Cancellation);

        Assert.Equal("leaseEnded", (await commune.Dossiers.History(claim.Dossier, Commune.Cancellation))[^1].Change);
        Assert.Equal(["date-triggers", "escalate", "held-snapshots", "missing-events", "move-deadlines", "pacing", "purge", "quarantine", "reconcile", "rescue-leases", "roots", "silent-rules", "transfers"], await Jobs(commune));
        Assert.Equal(
            "0 30 2 * * ? Asia/Ho_Chi_Minh",
            await commune.Scalar<string>("select cron_expression || ' ' || time_zone_id from quartz.qrtz_cron_triggers where trigger_name = 'purge'"));
        Assert.Equal("0 30 1 * * ?", await commune.Scalar<string>("select cron_expression from quartz.qrtz_cron_triggers where trigger_name = 'reconcile'"));
    }

    [Fact]
    public async Task Quartz_finds_a_birthday_and_the_worker_takes_it_to_the_reminder()
    {
        await using var commune = await Commune.Found(postgres);
        await using var registries = await LinkedRegistries.Create(postgres);
        await registries.Person("048212000041", new DateOnly(2012, 8, 25), "hai-chau");

        using var worker = Worker(commune, registries);
        await worker.StartAsync(Commune.Cancellation);
        await Eventually.True(async () => await commune.Scalar<long>("select count(*) from par.reminder where subject = '048212000041'") == 1);
        await worker.StopAsync(Commune.Cancellation);

        Assert.Equal(1, await commune.Scalar<long>("select count(*) from par.outbox where topic = 'notice.reminder'"));
    }

    [Fact]
    public async Task Two_workers_share_one_timetable_and_tell_each_rung_once()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open(await commune.DueMany(50, deadline: Par.Rules.Calendars.Term.SameDay));
        commune.Clock.Now += TimeSpan.FromDays(30);

        using var first = Host(commune);
        using var second = Host(commune);
        await first.StartAsync(Commune.Cancellation);
        await second.StartAsync(Commune.Cancellation);
        await Eventually.True(async () => await commune.Scalar<long>("select count(*) from par.escalation") == 200);
        await first.StopAsync(Commune.Cancellation);
        await second.StopAsync(Commune.Cancellation);

        Assert.Equal(200, await commune.Scalar<long>("select count(*) from par.outbox where topic = 'escalation'"));
    }

    [Fact]
    public async Task What_fell_due_while_no_worker_ran_is_done_when_one_is_back_whatever_the_interval()
    {
        await using var commune = await Commune.Found(postgres);
        await using var registries = await LinkedRegistries.Create(postgres);
        const string reminders = "select count(*) from par.reminder where subject in ('048212000041', '048212000042')";
        await registries.Person("048212000041", new DateOnly(2012, 8, 25), "hai-chau");
        using (var first = Worker(commune, registries))
        {
            await first.StartAsync(Commune.Cancellation);
            await Eventually.True(async () => await commune.Scalar<long>(reminders) == 1);
            await first.StopAsync(Commune.Cancellation);
        }

        await registries.Person("048212000042", new DateOnly(2012, 8, 27), "hai-chau");
        commune.Clock.Now += TimeSpan.FromDays(2);

        // The clock stands still from here on: only a job that is done at start is done at all.
        using var back = Worker(commune, registries);
        await back.StartAsync(Commune.Cancellation);
        await Eventually.True(async () => await commune.Scalar<long>(reminders) == 2);
        await back.StopAsync(Commune.Cancellation);
    }

    [Fact]
    public async Task What_an_older_timetable_left_is_removed_at_start()
    {
        await using var commune = await Commune.Found(postgres);
        using (var older = Host(commune))
        {
            await older.StartAsync(Commune.Cancellation);
            var scheduler = await older.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Commune.Cancellation);
            var job = JobBuilder.Create<PurgeJob>().WithIdentity("gone", Timetable.Group).StoreDurably().Build();
            await scheduler.ScheduleJob(job, TriggerBuilder.Create(TimeProvider.System).StartNow().WithSimpleSchedule(TimeSpan.FromHours(1), null).Build(), cancellationToken: Commune.Cancellation);
            Assert.Contains("gone", await Jobs(commune));
            await older.StopAsync(Commune.Cancellation);
        }

        // Its class is gone too, as it would be after an upgrade.
        await commune.Execute("update quartz.qrtz_job_details set job_class_name = 'Par.Worker.NoLonger, par-worker' where job_name = 'gone'");
        using var newer = Host(commune);
        await newer.StartAsync(Commune.Cancellation);
        await newer.StopAsync(Commune.Cancellation);

        Assert.Equal(["date-triggers", "escalate", "held-snapshots", "missing-events", "move-deadlines", "pacing", "purge", "quarantine", "reconcile", "rescue-leases", "roots", "silent-rules", "transfers"], await Jobs(commune));
    }

    [Fact]
    public async Task What_a_newer_timetable_brought_stays_when_an_older_program_starts()
    {
        await using var commune = await Commune.Found(postgres);
        using (var newer = Host(commune))
        {
            await newer.StartAsync(Commune.Cancellation);
            var scheduler = await newer.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Commune.Cancellation);
            var job = JobBuilder.Create<PurgeJob>().WithIdentity("newcomer", Timetable.Group).StoreDurably().Build();
            await scheduler.ScheduleJob(job, TriggerBuilder.Create(TimeProvider.System).StartNow().WithSimpleSchedule(TimeSpan.FromHours(1), null).Build(), cancellationToken: Commune.Cancellation);
            await newer.StopAsync(Commune.Cancellation);
        }

        await commune.Execute($"insert into par.migration (number, name, checksum, programs_from) values ({KnownMigrations.Own.Last.Number + 1}, 'later', '', {KnownMigrations.Own.Last.Number})");
        using var older = Host(commune);
        await older.StartAsync(Commune.Cancellation);
        await older.StopAsync(Commune.Cancellation);

        Assert.Contains("newcomer", await Jobs(commune));
    }

    [Fact]
    public async Task A_job_that_an_older_program_put_aside_because_it_does_not_have_it_is_brought_back()
    {
        const string state = "select trigger_state from quartz.qrtz_triggers where trigger_name = 'rescue-leases'";
        await using var commune = await Commune.Found(postgres);
        using var host = Host(commune);
        await host.StartAsync(Commune.Cancellation);

        // As an older program meets it: the class is not there to load.
        var name = await commune.Scalar<string>("select job_class_name from quartz.qrtz_job_details where job_name = 'rescue-leases'");
        await commune.Execute("update quartz.qrtz_job_details set job_class_name = 'Par.Worker.NotYet, par-worker' where job_name = 'rescue-leases'");
        await Eventually.True(async () => await commune.Scalar<string>(state) == "ERROR");
        await commune.Execute($"update quartz.qrtz_job_details set job_class_name = '{name}' where job_name = 'rescue-leases'");

        await Eventually.True(async () => await commune.Scalar<string>(state) != "ERROR");
        await host.StopAsync(Commune.Cancellation);
    }

    [Fact]
    public async Task A_worker_that_stops_does_not_wait_for_a_long_job_longer_than_its_limit()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.OpenAndClaim(await commune.Enlist("lan"));
        commune.Clock.Now += TimeSpan.FromMinutes(21);

        // The job will wait for this lock on the officers until it is asked to end.
        await using var other = await commune.Source.OpenConnectionAsync(Commune.Cancellation);
        await using var holding = await other.BeginTransactionAsync(Commune.Cancellation);
        await other.ExecuteAsync("lock table par.officer in access exclusive mode");

        using var host = Host(commune);
        await host.StartAsync(Commune.Cancellation);
        await Eventually.True(async () => await Waiting(commune) > 0);
        var began = Stopwatch.GetTimestamp();
        await host.StopAsync(Commune.Cancellation);

        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10), $"Stopping took {Stopwatch.GetElapsedTime(began)}.");
        await holding.RollbackAsync(Commune.Cancellation);
        Assert.Equal(1, await commune.Holding("lan"));
    }

    [Theory]
    [InlineData("Timetable:Escalation", "00:00:00", "Timetable:Escalation must be between 00:00:01 and 01:00:00. Leave it out for 00:00:15.")]
    [InlineData("Timetable:Deadlines", "02:00:00", "Timetable:Deadlines must be between 00:00:01 and 01:00:00. Leave it out for 00:01:00.")]
    [InlineData("Timetable:LeaseRescue", "02:00:00", "Timetable:LeaseRescue must be between 00:00:01 and 01:00:00. Leave it out for 00:00:15.")]
    [InlineData("Timetable:DateTriggers", "2.00:00:00", "Timetable:DateTriggers must be between 00:00:01 and 1.00:00:00. Leave it out for 00:01:00.")]
    [InlineData("Timetable:TimeZone", "Quang/Nam", "Timetable:TimeZone must be the IANA name of a time zone. Leave it out for Asia/Ho_Chi_Minh.")]
    [InlineData("Queue:Lease", "00:00:30", "Queue:Lease must be between 00:01:00 and 08:00:00. Leave it out for 00:20:00.")]
    [InlineData("Agencies:OfficerCapacity", "0", "Agencies:OfficerCapacity must be between 1 and 1000. Leave it out for 10.")]
    [InlineData("Escalation:Batch", "0", "Escalation:Batch must be between 1 and 5000. Leave it out for 500.")]
    [InlineData("Reconciliation:PageSize", "0", "Reconciliation:PageSize must be between 1 and 10000. Leave it out for 5000.")]
    [InlineData("Reconciliation:Overlap", "00:10:00", "Reconciliation:Overlap must be between 01:00:00 and 366.00:00:00. Leave it out for 7.00:00:00.")]
    [InlineData("Retention:InboxBodies", "00:00:10", "Retention:InboxBodies must be between 1.00:00:00 and 3653.00:00:00. Leave it out for 30.00:00:00.")]
    [InlineData("ServiceLevels:Step", "00:00:10", "ServiceLevels:Step must be between 00:01:00 and 16.16:00:00 of working time. Leave it out for 04:00:00.")]
    [InlineData("ServiceLevels:Handling", "half an hour", "ServiceLevels:Handling must be a term, such as '30 working minutes' or '3 working days'. Leave it out for '30 working minutes'.")]
    public async Task A_setting_out_of_range_is_refused_at_start_with_the_mend(string setting, string value, string sentence)
    {
        await using var commune = await Commune.Found(postgres);
        using var host = Host(commune, (setting, value));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Commune.Cancellation));

        Assert.Equal([sentence], refused.Failures);
    }

    private static IHost Host(Commune commune, params (string Name, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Timetable:Escalation"] = EverySecond, ["Timetable:LeaseRescue"] = EverySecond });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services
            .AddLogging()
            // As WorkerHost has one: a job that began just when the others were asked to end is waited for so long and no longer.
            .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5))
            .AddSingleton(NpgsqlDataSource.Create(commune.Database.ConnectionString))
            .AddKeyedSingleton(Par.Worker.Storage.Database.Prepared, NpgsqlDataSource.Create(commune.Database.ConnectionString))
            .AddSingleton<TimeProvider>(commune.Clock)
            .AddSingleton(KnownMigrations.Own)
            .AddOutbox()
            .AddAgencies()
            .AddServiceLevels()
            .AddQueues()
            .AddEscalation()
            .AddOutcomes()
            .AddReconciliation()
            .AddAudits()
            .AddRetention()
            .AddTimetable()
            .AddSingleton(commune.Directory);
        return builder.Build();
    }

    /// <summary>The whole worker, with the repository's rule book.</summary>
    private static IHost Worker(Commune commune, LinkedRegistries registries)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = commune.Database.ConnectionString,
            ["Rules:Folder"] = Path.Combine(Repository.Root, "rules"),
        });
        builder.Configuration.AddInMemoryCollection(Par.Worker.Demo.RegistrySchema.All.Select(schema => KeyValuePair.Create(
            $"Registries:{schema.Registry}:ConnectionString", (string?)registries.ConnectionString(schema.Registry))));
        Program.AddEverything(builder.Services.AddLogging().AddSingleton<TimeProvider>(commune.Clock));
        return builder.Build();
    }

    private static Task<IReadOnlyList<string>> Jobs(Commune commune) => commune.Query<string>("select job_name from quartz.qrtz_job_details order by job_name");

    private static Task<long> Waiting(Commune commune) => commune.Scalar<long>(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
}
