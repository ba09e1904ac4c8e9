using System.Text.Json;
using System.Text.Json.Serialization;

namespace Par.Load.Faults;

/// <summary>What an independent count found after everything was whole again; the names are those of the file that <c>--json</c> asks for.</summary>
internal sealed record Verdict
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required int Seed { get; init; }

    public required double Seconds { get; init; }

    public required int FaultsInjected { get; init; }

    public required IReadOnlyDictionary<string, int> ByKind { get; init; }

    public required long LifeEvents { get; init; }

    public required long Dossiers { get; init; }

    public required int Lost { get; init; }

    public required int Doubled { get; init; }

    public required int OutOfOrder { get; init; }

    public required int WronglyDecided { get; init; }

    public required int Quarantined { get; init; }

    /// <summary>How long the workers took to be done with everything once all was whole.</summary>
    public required double SettledInSeconds { get; init; }

    /// <summary>Some of what is wrong, in words.</summary>
    public required IReadOnlyList<string> Troubles { get; init; }

    [JsonIgnore]
    public bool IsWell => Lost + Doubled + OutOfOrder + WronglyDecided == 0;

    public string ToJson() => JsonSerializer.Serialize(this, Written);
}
