using System.Text.Json;

namespace Par.Benchmarks.Feel;

/// <summary>The figures of one run.</summary>
/// <param name="VsFeelin">How many times faster than feelin.</param>
/// <param name="VsHandWritten">How many times slower than hand-written C#.</param>
/// <param name="TableVsSwitch">How many times slower than a switch by hand a decision table of 100 rules is, asked by a rule.</param>
/// <param name="EagerMs1000">Milliseconds until the conditions of 1,000 rules are read, checked and machine code.</param>
/// <param name="LazyMs1000">Milliseconds until they are read and checked, and the first rule can run.</param>
/// <param name="BytesPerEvaluation">Memory that one evaluation of a condition takes.</param>
internal sealed record FeelReport(double VsFeelin, double VsHandWritten, double TableVsSwitch, double EagerMs1000, double LazyMs1000, double BytesPerEvaluation)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Form) + "\n";
}
