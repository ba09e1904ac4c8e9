using Par.Worker.Books;

namespace Par.Worker.Agencies;

internal static class AgenciesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Who decides where: the agencies of the catalogue, their calendars and their officers.</summary>
        public IServiceCollection AddAgencies()
        {
            services.AddOptions<AgencyOptions>()
                .BindConfiguration("Agencies")
                .Validate(
                    agencies => agencies.OfficerCapacity is >= 1 and <= 1000,
                    "Agencies:OfficerCapacity must be between 1 and 1000. Leave it out for 10.")
                .Validate(agencies => agencies.UrbanNorm is >= 1 and <= 1_000_000, Sentence("UrbanNorm", "1600"))
                .Validate(agencies => agencies.RuralNorm is >= 1 and <= 1_000_000, Sentence("RuralNorm", "1200"))
                .Validate(agencies => agencies.HardNorm is >= 1 and <= 1_000_000, Sentence("HardNorm", "800"))
                .ValidateOnStart();

            return services
                .AddSingleton(provider => AgencyDirectory.Following(provider.GetRequiredService<RunningBook>()))
                .AddSingleton<Agencies>()
                .AddSingleton<CalendarEditions>()
                .AddSingleton<Officers>()
                .AddSingleton<Norms>()
                .AddSingleton<Absences>()
                .AddHostedService<AgenciesAtStart>();
        }
    }

    private static string Sentence(string setting, string usual) => $"Agencies:{setting} must be between 1 and 1000000. Leave it out for {usual}.";
}
