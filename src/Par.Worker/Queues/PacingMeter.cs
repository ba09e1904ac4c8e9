using System.Diagnostics.Metrics;

namespace Par.Worker.Queues;

/// <summary>Measures what is kept back from the queues of agencies.</summary>
internal sealed class PacingMeter : IDisposable
{
    public const string Name = "Par.Worker.Queues";

    private readonly Meter meter = new(Name);
    private IReadOnlyDictionary<string, long> backlog = new Dictionary<string, long>();

    public PacingMeter() => meter.CreateObservableGauge(
        "par.queue.kept_back",
        () => backlog.Select(entry => new Measurement<long>(entry.Value, new KeyValuePair<string, object?>("agency", entry.Key))),
        "{dossier}",
        "Dossiers that are kept back until officers of the agency are free.");

    public void Backlog(IReadOnlyDictionary<string, long> now) => backlog = now;

    public void Dispose() => meter.Dispose();
}
