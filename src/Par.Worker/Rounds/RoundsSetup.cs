using Par.Worker.Books;

namespace Par.Worker.Rounds;

internal static class RoundsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Rounds: waiting life events become findings, and findings that are due become dossiers in a queue.</summary>
        public IServiceCollection AddRounds()
        {
            services.AddOptions<RoundOptions>()
                .BindConfiguration("Rounds")
                .Validate(rounds => rounds.Events is >= 1 and <= 10_000, "Rounds:Events must be between 1 and 10000. Leave it out for 250.")
                .Validate(rounds => rounds.Partitions is >= 1 and <= 64, "Rounds:Partitions must be between 1 and 64. Leave it out for 16.")
                .Validate(rounds => rounds.SideBySide is >= 1 and <= 16, "Rounds:SideBySide must be between 1 and 16. Leave it out for 3.")
                .Validate(rounds => rounds.Attempts is >= 1 and <= 100, "Rounds:Attempts must be between 1 and 100. Leave it out for 8.")
                .Validate(
                    rounds => rounds.LongestWait >= TimeSpan.FromMilliseconds(10) && rounds.LongestWait <= TimeSpan.FromMinutes(1),
                    "Rounds:LongestWait must be between 00:00:00.010 and 00:01:00. Leave it out for 00:00:01.")
                .Validate(
                    rounds => rounds.FirstRetry >= TimeSpan.FromMilliseconds(1) && rounds.FirstRetry <= rounds.LongestRetry,
                    "Rounds:FirstRetry must be at least 00:00:00.001 and no longer than Rounds:LongestRetry. Leave both out for 00:00:02 and 00:10:00.")
                .ValidateOnStart();
            services.AddOptions<DateTriggerOptions>()
                .BindConfiguration("DateTriggers")
                .Validate(
                    triggers => triggers.OverlapDays is >= 1 and <= 366,
                    "DateTriggers:OverlapDays must be between 1 and 366. Leave it out for 7.")
                .Validate(
                    triggers => triggers.FirstRunDays is >= 1 and <= 3660,
                    "DateTriggers:FirstRunDays must be between 1 and 3660. Leave it out for 30.")
                .ValidateOnStart();

            return services
                .AddSingleton(provider => new OfBook<RoundBook>(
                    provider.GetRequiredService<RunningBook>(),
                    book => ActivatorUtilities.CreateInstance<RoundBook>(provider, book)))
                .AddSingleton<PutBack>()
                .AddSingleton<Releases>()
                .AddSingleton<Round>()
                .AddSingleton<RoundMeter>()
                .AddSingleton<DerivedDays>()
                .AddSingleton<DateTriggers>()
                .AddSingleton<MissingEvents>()
                .AddHostedService<RoundLoop>();
        }
    }
}
