using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Audits;
using Par.Worker.Brakes;
using Par.Worker.Escalation;
using Par.Worker.Quarantine;
using Par.Worker.Queues;
using Par.Worker.Reconciliation;
using Par.Worker.Retention;
using Par.Worker.Rounds;
using Par.Worker.ServiceLevels;
using Quartz;
using Quartz.Impl;

namespace Par.Worker;

/// <summary>
/// Every job and its schedule on one page. Quartz decides when; the class a job calls decides what. The schedules are kept in the
/// schema <c>quartz</c> of the work database and shared by all workers: each tick is fired by one of them. Where no worker ran, a job with an
/// interval is done as soon as one is back; a nightly job waits for its next night, and then looks at all that has come since.
/// </summary>
internal static class Timetable
{
    public const string Group = "par";

    private static void Schedule(IQuartzBuilder quartz) => quartz
        .Every<DateTriggersJob>("date-triggers", "finds the people whose day has come", timetable => timetable.DateTriggers)
        .Every<MissingEventsJob>("missing-events", "finds the life events that should have come and did not", timetable => timetable.MissingEvents)
        .Every<EscalateJob>("escalate", "tells the next person up that a term is near or over", timetable => timetable.Escalation)
        .Every<MoveDeadlinesJob>("move-deadlines", "moves open due dates after a calendar was published anew", timetable => timetable.Deadlines)
        .Every<RescueLeasesJob>("rescue-leases", "gives items back whose lease ran out", timetable => timetable.LeaseRescue)
        .Every<PacingJob>("pacing", "lets what is kept back into the queues as officers are free", timetable => timetable.Pacing)
        .Every<HeldSnapshotsJob>("held-snapshots", "tells of snapshots that slow the work database down", timetable => timetable.HeldSnapshots)
        .Every<SilentRulesJob>("silent-rules", "tells of rules that open far fewer than their history says", timetable => timetable.SilentRules)
        .Every<QuarantineAlarmsJob>("quarantine", "tells of life events that are kept aside", timetable => timetable.Quarantine)
        .Every<TransfersJob>("transfers", "moves what waits at agencies that have ended to those that took their place", timetable => timetable.Transfers)
        .Every<TakeRootsJob>("roots", "takes the root of each day that is over", timetable => timetable.Roots)
        .Nightly<ReconcileJob>("reconcile", "holds registries, inbox, findings and dossiers against each other", timetable => timetable.ReconciliationAt)
        .Nightly<PurgeJob>("purge", "purges what is no longer needed", timetable => timetable.RetentionAt);

    extension(IServiceCollection services)
    {
        public IServiceCollection AddTimetable()
        {
            services.AddOptions<TimetableOptions>()
                .BindConfiguration("Timetable")
                .Validate(timetable => IsBetween(timetable.DateTriggers, TimeSpan.FromDays(1)), Sentence("DateTriggers", "1.00:00:00", "00:01:00"))
                .Validate(timetable => IsBetween(timetable.Transfers, TimeSpan.FromDays(1)), Sentence("Transfers", "1.00:00:00", "00:10:00"))
                .Validate(timetable => IsBetween(timetable.MissingEvents, TimeSpan.FromDays(1)), Sentence("MissingEvents", "1.00:00:00", "00:01:00"))
                .Validate(timetable => IsBetween(timetable.Escalation, TimeSpan.FromHours(1)), Sentence("Escalation", "01:00:00", "00:00:15"))
                .Validate(timetable => IsBetween(timetable.Deadlines, TimeSpan.FromHours(1)), Sentence("Deadlines", "01:00:00", "00:01:00"))
                .Validate(timetable => IsBetween(timetable.LeaseRescue, TimeSpan.FromHours(1)), Sentence("LeaseRescue", "01:00:00", "00:00:15"))
                .Validate(timetable => IsBetween(timetable.Pacing, TimeSpan.FromHours(1)), Sentence("Pacing", "01:00:00", "00:00:15"))
                .Validate(timetable => IsBetween(timetable.HeldSnapshots, TimeSpan.FromHours(1)), Sentence("HeldSnapshots", "01:00:00", "00:00:15"))
                .Validate(timetable => IsBetween(timetable.SilentRules, TimeSpan.FromDays(1)), Sentence("SilentRules", "1.00:00:00", "01:00:00"))
                .Validate(timetable => IsBetween(timetable.Quarantine, TimeSpan.FromHours(1)), Sentence("Quarantine", "01:00:00", "00:00:15"))
                .Validate(timetable => IsBetween(timetable.Roots, TimeSpan.FromHours(12)), Sentence("Roots", "12:00:00", "01:00:00"))
                .Validate(
                    timetable => TimeZoneInfo.TryFindSystemTimeZoneById(timetable.TimeZone, out _),
                    "Timetable:TimeZone must be the IANA name of a time zone. Leave it out for Asia/Ho_Chi_Minh.")
                .ValidateOnStart();

            // Before Quartz: what an older timetable left must not fire once more.
            services.AddHostedService<TimetableAtStart>();
            services.AddQuartz(quartz =>
            {
                quartz.ConfigureScheduler(scheduler =>
                {
                    scheduler.InstanceName = Group;
                    scheduler.GenerateInstanceId = true;
                    scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                });
                quartz.UseDefaultThreadPool(maxConcurrency: 4);
                quartz.UsePersistentStore(store =>
                {
                    store.ConfigureStore(kept => kept.TablePrefix = "quartz.qrtz_");
                    store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredService<NpgsqlDataSource>());
                    store.UseSerializer<SystemTextJsonObjectSerializer>();
                    store.UseClustering();
                    store.ProvisionSchema();
                });
                Schedule(quartz);
            });

            services.AddHostedService<TimetableKeeper>();

            // On stop: running jobs are asked to end, their transactions roll back, and Quartz waits for them within the host's limit.
            return services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        }
    }

    extension(IQuartzBuilder quartz)
    {
        private IQuartzBuilder Every<TJob>(string name, string duty, Func<TimetableOptions, TimeSpan> interval)
            where TJob : class, IJob =>
            quartz.Named(name).ScheduleJob<TJob>(
                (provider, trigger) => trigger
                    .WithIdentity(name, Group)
                    .WithSimpleSchedule(schedule => schedule
                        .WithInterval(interval(provider.GetRequiredService<IOptions<TimetableOptions>>().Value))
                        .RepeatForever()
                        .WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)),
                (_, job) => job.WithIdentity(name, Group).WithDescription(duty));

        private IQuartzBuilder Nightly<TJob>(string name, string duty, Func<TimetableOptions, TimeOnly> at)
            where TJob : class, IJob =>
            quartz.Named(name).ScheduleJob<TJob>(
                (provider, trigger) =>
                {
                    var timetable = provider.GetRequiredService<IOptions<TimetableOptions>>().Value;
                    trigger
                        .WithIdentity(name, Group)
                        .WithCronSchedule(
                            $"0 {at(timetable).Minute} {at(timetable).Hour} * * ?",
                            schedule => schedule
                                .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(timetable.TimeZone))
                                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed));
                },
                (_, job) => job.WithIdentity(name, Group).WithDescription(duty));

        private IQuartzBuilder Named(string name)
        {
            quartz.Services.AddSingleton(new TimetableEntry(name));
            return quartz;
        }
    }

    private static bool IsBetween(TimeSpan interval, TimeSpan longest) => interval >= TimeSpan.FromSeconds(1) && interval <= longest;

    private static string Sentence(string setting, string longest, string usual) =>
        $"Timetable:{setting} must be between 00:00:01 and {longest}. Leave it out for {usual}.";
}
