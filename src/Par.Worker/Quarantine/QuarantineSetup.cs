namespace Par.Worker.Quarantine;

internal static class QuarantineSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Quarantine: what could not be used, listed without personal data, replayed or dismissed by a human.</summary>
        public IServiceCollection AddQuarantine() =>
            services.AddSingleton<Quarantine>().AddSingleton<QuarantineAlarms>();
    }
}
