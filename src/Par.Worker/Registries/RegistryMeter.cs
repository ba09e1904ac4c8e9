using System.Diagnostics.Metrics;

namespace Par.Worker.Registries;

/// <summary>Says which registries are asked.</summary>
internal sealed class RegistryMeter : IDisposable
{
    public const string Name = "Par.Worker.Registries";

    private readonly Meter meter = new(Name);

    public RegistryMeter(IReadOnlyList<RegistryConnection> registries) => meter.CreateObservableGauge(
        "par.registries.breaker",
        () => registries.SelectMany(registry => new[] { Measured(registry.Name, "feed", registry.Feed), Measured(registry.Name, "facts", registry.Facts) }),
        description: "Whether a registry is asked: 0 closed, it is; 1 half open, one question is on trial; 2 open, it is not.");

    public void Dispose() => meter.Dispose();

    private static Measurement<int> Measured(string registry, string use, Breaker breaker) =>
        new((int)breaker.State, new("registry", registry), new("use", use));
}
