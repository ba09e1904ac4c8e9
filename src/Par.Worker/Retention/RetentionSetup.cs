namespace Par.Worker.Retention;

internal static class RetentionSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>What is emptied or purged when it is no longer needed.</summary>
        public IServiceCollection AddRetention()
        {
            services.AddOptions<RetentionOptions>()
                .BindConfiguration("Retention")
                .Validate(retention => InRange(retention.NotDueFindings), Sentence("NotDueFindings", "90.00:00:00"))
                .Validate(retention => InRange(retention.NotDueFacts), Sentence("NotDueFacts", "30.00:00:00"))
                .Validate(retention => InRange(retention.InboxBodies), Sentence("InboxBodies", "30.00:00:00"))
                .Validate(
                    retention => retention.Batch is >= 1 and <= 100_000,
                    "Retention:Batch must be between 1 and 100000. Leave it out for 5000.")
                .ValidateOnStart();

            return services.AddSingleton<Retention>();
        }
    }

    private static bool InRange(TimeSpan kept) => kept >= TimeSpan.FromDays(1) && kept <= TimeSpan.FromDays(3653);

    private static string Sentence(string setting, string usual) =>
        $"Retention:{setting} must be between 1.00:00:00 and 3653.00:00:00. Leave it out for {usual}.";
}
