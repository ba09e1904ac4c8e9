using System.Text.Json;
using System.Text.Json.Serialization;

namespace Par.Load.Intake;

/// <summary>The figures, named as the file that <c>--json</c> asks for has them; what was not measured is left out.</summary>
internal sealed record IntakeReport(
    double? VsPlainInsert = null, long? DrainPeakMiB = null, double? LastTenthVsFirst = null, double? FeedP99Ms = null, double? ReplicationP99Ms = null, double? ThreeVsOneWorkers = null)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string ToJson() => JsonSerializer.Serialize(this, Written);
}
