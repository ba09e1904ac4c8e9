using System.Globalization;
using Dapper;
using Par.Worker.Audits;

namespace Par.Worker.Tests.Audits;

/// <summary>A commune with a few histories over two days, each with its root, and somebody who writes past the triggers.</summary>
internal sealed class AuditBench : IAsyncDisposable
{
    private AuditBench(Commune commune)
    {
        Commune = commune;
        Roots = new HistoryRoots(commune.Source, commune.Clock);
        Audit = new HistoryAudit(commune.Source, Roots);
    }

    public Commune Commune { get; }

    public HistoryRoots Roots { get; }

    public HistoryAudit Audit { get; }

    /// <summary>Claimed and approved on Wednesday: rows 0 to 2.</summary>
    public Guid Approved { get; private set; }

    public const string ApprovedNumber = "H17.1-260826-0001";

    /// <summary>Opened and claimed on Wednesday, given back on Thursday: rows 0 to 2.</summary>
    public Guid Released { get; private set; }

    public const string ReleasedNumber = "H17.1-260826-0002";

    public static async Task<AuditBench> Create(PostgreSql postgres)
    {
        var bench = new AuditBench(await Commune.Found(postgres));
        var commune = bench.Commune;
        await commune.Enlist("lan");
        var approved = await commune.OpenAndClaim("lan");
        await commune.Outcomes.Complete(approved.Dossier, "lan", approved.Attempt, Worker.Outcomes.Decision.Approved, null, Commune.Cancellation);
        var released = await commune.OpenAndClaim("lan");
        commune.Clock.Now += TimeSpan.FromDays(1);
        await commune.Queues.Release(released.Dossier, "lan", released.Attempt, Commune.Cancellation);
        (bench.Approved, bench.Released) = (approved.Dossier, released.Dossier);
        return bench;
    }

    /// <summary>On Friday night Thursday is over: Wednesday and Thursday get their roots.</summary>
    public async Task<IReadOnlyList<HistoryRoot>> TakeRoots()
    {
        Commune.Clock.Now += TimeSpan.FromDays(1);
        return await Roots.Take(Commune.Cancellation);
    }

    /// <summary>What a superuser does by hand, with every trigger switched off.</summary>
    public async Task ByHand(string statements)
    {
        await using var connection = await Commune.Source.OpenConnectionAsync(Commune.Cancellation);
        var arguments = new { Approved, Released };
        Assert.True(await connection.ExecuteAsync($"set session_replication_role = replica; {statements}", arguments) > 0, "Nothing was altered.");
        await connection.ExecuteAsync("set session_replication_role = origin");
    }

    public async Task<(IReadOnlyList<string> Said, AuditResult Result)> Verify(AuditAsked? asked = null)
    {
        var said = new List<string>();
        var result = await Audit.Verify(asked ?? new AuditAsked(), flaw => said.Add(Short(flaw)), Commune.Cancellation);
        return (said, result);
    }

    public async Task<string> Flaws(AuditAsked? asked = null) => string.Join(Environment.NewLine, (await Verify(asked)).Said);

    public ValueTask DisposeAsync() => Commune.DisposeAsync();

    private static string Short(Flaw flaw) => string.Create(CultureInfo.InvariantCulture, $"{flaw.Kind} {flaw.Dossier}{flaw.Day:yyyy-MM-dd} {flaw.Position}").Trim();
}
