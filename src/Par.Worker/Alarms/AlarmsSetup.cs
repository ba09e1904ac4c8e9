namespace Par.Worker.Alarms;

internal static class AlarmsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Alarms: what a human must look at, kept until its cause is gone.</summary>
        public IServiceCollection AddAlarms() => services.AddSingleton<Alarms>();
    }
}
