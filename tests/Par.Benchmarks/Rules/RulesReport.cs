using System.Text.Json;

namespace Par.Benchmarks.Rules;

/// <summary>The figures of one run.</summary>
/// <param name="VsHand12">How many times slower than hand-written C#, with 12 rules.</param>
/// <param name="VsHand1200">The same with 1,200 rules.</param>
/// <param name="VsMsPerKind12">How many times faster than Microsoft RulesEngine 6.0.1 with a workflow for each kind, with 12 rules.</param>
/// <param name="VsMsPerKind1200">The same with 1,200 rules.</param>
/// <param name="LoadMs1200">Milliseconds until 1,200 rule files are read, checked and ready to be asked.</param>
/// <param name="BytesPerEventBeyondFindings">Memory that an event takes, without what it gives.</param>
/// <param name="ChecksumsAgree">Whether every engine gave the same dossiers.</param>
internal sealed record RulesReport(
    double VsHand12, double VsHand1200, double VsMsPerKind12, double VsMsPerKind1200, double LoadMs1200, double BytesPerEventBeyondFindings, bool ChecksumsAgree)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Form) + "\n";
}
