namespace Par.Worker.Rounds;

internal static class OpeningsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The last stretch of a round: what is due goes through the gate and into the queue.</summary>
        public IServiceCollection AddOpenings() => services.AddSingleton<Openings>();
    }
}
