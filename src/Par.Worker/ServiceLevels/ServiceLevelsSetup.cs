using Par.Rules.Calendars;

namespace Par.Worker.ServiceLevels;

internal static class ServiceLevelsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The clocks of dossiers, in the working time of their agencies.</summary>
        public IServiceCollection AddServiceLevels()
        {
            services.AddOptions<ServiceLevelOptions>()
                .BindConfiguration("ServiceLevels")
                .Validate(levels => IsTerm(levels.Handling), Sentence("Handling", "30 working minutes"))
                .Validate(levels => IsTerm(levels.Answer), Sentence("Answer", "30 working days"))
                .Validate(levels => IsTerm(levels.Wait), Sentence("Wait", "15 working minutes"))
                .Validate(levels => IsTerm(levels.WithoutDeadline), Sentence("WithoutDeadline", "10 working days"))
                .Validate(
                    levels => levels.Ahead >= TimeSpan.Zero && levels.Ahead <= TimeSpan.FromHours(400),
                    "ServiceLevels:Ahead must be between 00:00:00 and 16.16:00:00 of working time. Leave it out for 04:00:00.")
                .Validate(
                    levels => levels.Step >= TimeSpan.FromMinutes(1) && levels.Step <= TimeSpan.FromHours(400),
                    "ServiceLevels:Step must be between 00:01:00 and 16.16:00:00 of working time. Leave it out for 04:00:00.")
                .ValidateOnStart();

            return services.AddSingleton<Ladder>().AddSingleton<Clocks>().AddSingleton<Deadlines>().AddSingleton<Proofs.Proofs>();
        }
    }

    private static bool IsTerm(string text) => Term.TryParse(text, out _);

    private static string Sentence(string setting, string usual) =>
        $"ServiceLevels:{setting} must be a term, such as '{usual}' or '3 working days'. Leave it out for '{usual}'.";
}
