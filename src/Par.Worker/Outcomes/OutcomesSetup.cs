namespace Par.Worker.Outcomes;

internal static class OutcomesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>How dossiers end, and what the person said.</summary>
        public IServiceCollection AddOutcomes() => services.AddSingleton<Outcomes>().AddSingleton<OutcomeEvents>().AddSingleton<Withdrawals>();
    }
}
