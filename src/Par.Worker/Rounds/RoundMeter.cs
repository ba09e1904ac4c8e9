using System.Diagnostics.Metrics;

namespace Par.Worker.Rounds;

/// <summary>Counts what rounds do.</summary>
internal sealed class RoundMeter : IDisposable
{
    public const string Name = "Par.Worker.Rounds";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> findings;
    private readonly Counter<long> opened;
    private readonly Counter<long> corrected;
    private readonly Counter<long> failed;
    private readonly Counter<long> quarantined;
    private readonly Histogram<double> took;
    private long taken;

    public RoundMeter()
    {
        findings = meter.CreateCounter<long>("par.rounds.findings", "{finding}", "Findings, by answer.");
        opened = meter.CreateCounter<long>("par.rounds.opened", "{dossier}", "Dossiers opened, people reminded, and what the brake held.");
        corrected = meter.CreateCounter<long>("par.rounds.corrected", "{dossier}", "Dossiers that a correction touched, by what became of them.");
        failed = meter.CreateCounter<long>("par.rounds.failed", "{event}", "Life events on which a round failed.");
        quarantined = meter.CreateCounter<long>("par.rounds.quarantined", "{event}", "Life events that rounds kept aside.");
        took = meter.CreateHistogram<double>("par.rounds.duration", "s", "How long rounds took that had work.");
    }

    /// <summary>How many life events and questions this worker has taken up.</summary>
    public long Taken => Interlocked.Read(ref taken);

    public void Count(RoundResult result, TimeSpan duration)
    {
        Interlocked.Add(ref taken, result.Taken);
        findings.Add(result.Due, new KeyValuePair<string, object?>("answer", "due"));
        findings.Add(result.NotDue, new KeyValuePair<string, object?>("answer", "notDue"));
        findings.Add(result.Undecided, new KeyValuePair<string, object?>("answer", "undecided"));
        opened.Add(result.Opened, new KeyValuePair<string, object?>("what", "dossier"));
        opened.Add(result.Reminded, new KeyValuePair<string, object?>("what", "reminder"));
        opened.Add(result.Held, new KeyValuePair<string, object?>("what", "held"));
        corrected.Add(result.Withdrawn, new KeyValuePair<string, object?>("what", "withdrawn"));
        corrected.Add(result.Refreshed, new KeyValuePair<string, object?>("what", "refreshed"));
        corrected.Add(result.Flagged, new KeyValuePair<string, object?>("what", "flagged"));
        failed.Add(result.Failed);
        quarantined.Add(result.Quarantined);
        took.Record(duration.TotalSeconds);
    }

    public void Dispose() => meter.Dispose();
}
