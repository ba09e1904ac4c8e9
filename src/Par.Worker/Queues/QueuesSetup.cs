namespace Par.Worker.Queues;

internal static class QueuesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Agencies' queues: the work that waits, and who holds which item.</summary>
        public IServiceCollection AddQueues()
        {
            services.AddOptions<QueueOptions>()
                .BindConfiguration("Queue")
                .Validate(
                    queue => queue.Lease >= TimeSpan.FromMinutes(1) && queue.Lease <= TimeSpan.FromHours(8),
                    "Queue:Lease must be between 00:01:00 and 08:00:00. Leave it out for 00:20:00.")
                .Validate(
                    queue => queue.ReleaseAhead >= TimeSpan.FromHours(1) && queue.ReleaseAhead <= TimeSpan.FromDays(60),
                    "Queue:ReleaseAhead must be between 01:00:00 and 60.00:00:00. Leave it out for 3.00:00:00.")
                .Validate(
                    queue => queue.AlarmWhenSnapshotHeldFor >= TimeSpan.FromSeconds(1) && queue.AlarmWhenSnapshotHeldFor <= TimeSpan.FromDays(1),
                    "Queue:AlarmWhenSnapshotHeldFor must be between 00:00:01 and 1.00:00:00. Leave it out for 00:00:30.")
                .ValidateOnStart();

            return services.AddSingleton<AgencyQueues>().AddSingleton<Transfers>().AddSingleton<Pacing>().AddSingleton<PacingMeter>().AddSingleton<HeldSnapshots>().AddSingleton<AgencyLoads>();
        }
    }
}
