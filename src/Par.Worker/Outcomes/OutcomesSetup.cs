namespace Par.Worker.Outcomes;

internal static class OutcomesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>How dossiers end, what the person said, and what corrections do to them.</summary>
        public IServiceCollection AddOutcomes() => services
            .AddSingleton<Outcomes>().AddSingleton<Objections>().AddSingleton<Waits>().AddSingleton<OutcomeEvents>().AddSingleton<OthersAgain>()
            .AddSingleton<Flags>().AddSingleton<Withdrawals>().AddSingleton<Refreshes>();
    }
}
