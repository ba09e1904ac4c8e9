using System.Text.Json;

namespace Par.Load.Intake;

/// <summary>The figures, named as the file that <c>--json</c> asks for has them.</summary>
internal sealed record IntakeReport(
    double VsPlainInsert, long DrainPeakMiB, double LastTenthVsFirst, double FeedP99Ms, double ReplicationP99Ms, double ThreeVsOneWorkers)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Written);
}
