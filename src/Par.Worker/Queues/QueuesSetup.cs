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
                .ValidateOnStart();

            return services.AddSingleton<AgencyQueues>().AddSingleton<Transfers>();
        }
    }
}
