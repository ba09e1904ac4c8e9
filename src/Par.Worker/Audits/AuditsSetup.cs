namespace Par.Worker.Audits;

internal static class AuditsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The daily roots of histories, and the check that recomputes both.</summary>
        public IServiceCollection AddAudits() => services.AddSingleton<HistoryRoots>().AddSingleton<HistoryAudit>();
    }
}
