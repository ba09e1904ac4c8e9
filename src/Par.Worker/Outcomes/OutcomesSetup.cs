namespace Par.Worker.Outcomes;

internal static class OutcomesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>How dossiers end, what the person said, and what corrections do to them.</summary>
        public IServiceCollection AddOutcomes()
        {
            services.AddOptions<SecondLookOptions>()
                .BindConfiguration("SecondLook")
                .Validate(looks => looks.SharesAreShares, "SecondLook:Share and the shares of SecondLook:Agencies must be between 0 and 1. Leave them out for 0.")
                .Validate(
                    looks => looks.HasSalt,
                    "SecondLook:Salt must have 16 characters or more where a share is set, the same on all workers and secret: without it, it can be told beforehand which decisions are looked at.")
                .ValidateOnStart();

            return services
                .AddSingleton<Outcomes>().AddSingleton<SecondLooks>().AddSingleton<Objections>().AddSingleton<Waits>().AddSingleton<OutcomeEvents>().AddSingleton<OthersAgain>()
                .AddSingleton<Flags>().AddSingleton<Withdrawals>().AddSingleton<Refreshes>();
        }
    }
}
