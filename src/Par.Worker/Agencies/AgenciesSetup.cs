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
                .ValidateOnStart();

            return services
                .AddSingleton(provider => AgencyDirectory.Following(provider.GetRequiredService<RunningBook>()))
                .AddSingleton<Agencies>()
                .AddSingleton<CalendarEditions>()
                .AddSingleton<Officers>()
                .AddHostedService<AgenciesAtStart>();
        }
    }
}
