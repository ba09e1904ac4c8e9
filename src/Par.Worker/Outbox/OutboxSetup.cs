namespace Par.Worker.Outbox;

internal static class OutboxSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>What leaves the house: kept here with its key, at least once to its receiver.</summary>
        public IServiceCollection AddOutbox() => services.AddSingleton<Outbox>();
    }
}
