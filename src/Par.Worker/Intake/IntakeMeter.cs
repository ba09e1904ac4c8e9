using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Par.Worker.Intake;

/// <summary>Counts what is taken in, and measures how far intake is behind each registry.</summary>
internal sealed class IntakeMeter : IDisposable
{
    public const string Name = "Par.Worker.Intake";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> taken;
    private readonly Counter<long> known;
    private readonly Counter<long> quarantined;
    private readonly Histogram<double> lag;
    private readonly ConcurrentDictionary<string, double> heldBack = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> behind = new(StringComparer.Ordinal);

    public IntakeMeter(FeedLag feeds)
    {
        taken = meter.CreateCounter<long>("par.intake.taken", "{event}", "Life events taken in for the first time.");
        known = meter.CreateCounter<long>("par.intake.known", "{event}", "Life events that had been taken in already.");
        quarantined = meter.CreateCounter<long>("par.intake.quarantined", "{event}", "Rows of feeds that could not be used and are kept aside.");
        lag = meter.CreateHistogram<double>("par.intake.lag", "s", "From a registry's writing down of a life event to its being taken in.");
        meter.CreateObservableGauge(
            "par.intake.held_back",
            () => heldBack.Select(entry => new Measurement<double>(entry.Value, Tag(entry.Key))),
            "s",
            "Age of the oldest life event that waits for an unfinished transaction in its registry.");
        meter.CreateObservableGauge(
            "par.intake.behind",
            () => feeds.All().Select(entry => new Measurement<double>(entry.Behind.TotalSeconds, Tag(entry.Registry))),
            "s",
            "How long ago it is that all life events of a registry were known.");
        meter.CreateObservableGauge(
            "par.intake.slot_behind",
            () => behind.Select(entry => new Measurement<long>(entry.Value, Tag(entry.Key))),
            "By",
            "What a registry's server keeps for the replication slot by which it is followed.");
    }

    /// <summary>How much a registry's server keeps for the slot by which it is followed.</summary>
    public void Behind(string registry, long bytes) => behind[registry] = bytes;

    public void TakenIn(string registry, TakenIn page)
    {
        taken.Add(page.New, Tag(registry));
        known.Add(page.Known, Tag(registry));
        quarantined.Add(page.Quarantined, Tag(registry));
    }

    public void Lag(string registry, TimeSpan behind) => lag.Record(behind.TotalSeconds, Tag(registry));

    public void HeldBack(string registry, TimeSpan age) => heldBack[registry] = age.TotalSeconds;

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string registry) => new("registry", registry);
}
