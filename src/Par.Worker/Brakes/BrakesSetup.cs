namespace Par.Worker.Brakes;

internal static class BrakesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Brakes: what a rule opens far beyond its history is held for a human, and a rule that fell silent is told of.</summary>
        public IServiceCollection AddBrakes()
        {
            services.AddOptions<BrakeOptions>()
                .BindConfiguration("Brake")
                .Validate(brake => brake.Factor is >= 1 and <= 1000, "Brake:Factor must be between 1 and 1000. Leave it out for 5.")
                .Validate(brake => brake.Floor is >= 0 and <= 1_000_000, "Brake:Floor must be between 0 and 1000000. Leave it out for 100.")
                .Validate(brake => brake.Days is >= 7 and <= 366, "Brake:Days must be between 7 and 366. Leave it out for 28.")
                .Validate(brake => brake.RareBelow is >= 1 and <= 1_000_000, "Brake:RareBelow must be between 1 and 1000000. Leave it out for 10.")
                .ValidateOnStart();

            return services.AddSingleton<Brakes>().AddSingleton<Held>().AddSingleton<SilentRules>();
        }
    }
}
