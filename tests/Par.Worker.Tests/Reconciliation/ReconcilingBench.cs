using Par.Worker.Reconciliation;

namespace Par.Worker.Tests.Reconciliation;

/// <summary>What the tests of the reconciliation do again and again.</summary>
internal static class ReconcilingBench
{
    public const string Registry = "civil-status";
    public const string Child = "048226000011";
    public const string Mother = "048199000012";

    /// <summary>What is open, by its keys' kinds.</summary>
    public const string Open = "select part || ' ' || kind || coalesce(' ' || rule, '') from par.difference where repaired_at is null order by part, kind, rule";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A province with one birth that has become two dossiers.</summary>
    public static async Task<WorkerBench> Born(PostgreSql postgres, LinkedRegistries registries, params (string Name, string Value)[] settings)
    {
        var bench = await WorkerBench.Create(postgres, registries, settings: settings);
        await registries.Birth(Child, Mother);
        await bench.TakeIn(Registry, 1);
        Assert.Equal(2, (await bench.Rounds()).Opened);
        return bench;
    }

    extension(WorkerBench bench)
    {
        /// <summary>A run, a minute after whatever was before.</summary>
        public async Task<IReadOnlyList<Look>> Reconcile(string? registry = null, bool whole = false, bool reportOnly = false)
        {
            bench.Clock.Now += TimeSpan.FromMinutes(1);
            return await bench.Get<Reconciler>().Run(registry, whole, reportOnly, Cancellation);
        }

        /// <summary>Does by hand what keys and triggers forbid, as a fault or a restored backup would.</summary>
        public Task Tear(string sql) => bench.Execute($"set session_replication_role = replica; {sql}; set session_replication_role = default");

        public async Task<IReadOnlyList<string>> Alarms() => await bench.Rows<string>("select about || ': ' || says from par.alarm where cleared_at is null order by about");
    }

    /// <summary>What differed, part by part.</summary>
    public static IEnumerable<string> Words(this IReadOnlyList<Look> looks) =>
        from look in looks
        from kind in look.Kinds
        select $"{look.Part} {kind.Key} {kind.Value}";
}
