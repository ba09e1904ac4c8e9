using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Par.Worker.Intake;

namespace Par.Worker.Tests.Intake;

public sealed class IntakeMeterTests
{
    [Fact]
    public void What_is_taken_in_and_how_far_behind_is_measured_for_each_registry()
    {
        // A name of its own tells this test's measurements from those of tests beside it.
        var registry = $"registry-{Guid.NewGuid():N}";
        var measured = new ConcurrentDictionary<string, double>();
        using var meter = new IntakeMeter(new FeedLag(TimeProvider.System));
        using var listener = new MeterListener { InstrumentPublished = Listen };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        meter.TakenIn(registry, new TakenIn(New: 5, Known: 2, Quarantined: 1));
        meter.Lag(registry, TimeSpan.FromSeconds(0.25));
        meter.HeldBack(registry, TimeSpan.FromSeconds(90));
        listener.RecordObservableInstruments();

        Assert.Equal(
            ["par.intake.held_back 90", "par.intake.known 2", "par.intake.lag 0.25", "par.intake.quarantined 1", "par.intake.taken 5"],
            measured.Select(one => FormattableString.Invariant($"{one.Key} {one.Value}")).Order(StringComparer.Ordinal));

        static void Listen(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == IntakeMeter.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        }

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Length == 1 && Equals(tags[0].Value, registry))
            {
                measured[instrument.Name] = value;
            }
        }
    }
}
