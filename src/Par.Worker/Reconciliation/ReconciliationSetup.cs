namespace Par.Worker.Reconciliation;

internal static class ReconciliationSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Reconciliation: what registries, inbox, findings and dossiers do not agree on is told, and repaired where there is a way.</summary>
        public IServiceCollection AddReconciliation()
        {
            services.AddOptions<ReconciliationOptions>()
                .BindConfiguration("Reconciliation")
                .Validate(
                    reconciliation => reconciliation.PageSize is >= 1 and <= 10_000,
                    "Reconciliation:PageSize must be between 1 and 10000. Leave it out for 5000.")
                .Validate(
                    reconciliation => reconciliation.Overlap >= TimeSpan.FromHours(1) && reconciliation.Overlap <= TimeSpan.FromDays(366),
                    "Reconciliation:Overlap must be between 01:00:00 and 366.00:00:00. Leave it out for 7.00:00:00.")
                .ValidateOnStart();

            return services
                .AddSingleton<Differences>()
                .AddSingleton<Looks>()
                .AddSingleton<InboxComparison>()
                .AddSingleton<RegistryLook>()
                .AddSingleton<TableLook>()
                .AddSingleton<FindingsLook>()
                .AddSingleton<DossiersLook>()
                .AddSingleton<Reconciler>();
        }
    }
}
