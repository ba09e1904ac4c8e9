using System.Text.Json;

namespace Par.Load.Queues;

/// <summary>The figures, named as the file that <c>--json</c> asks for has them.</summary>
internal sealed record QueueReport
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Claim and complete one by one, over the same statements by raw Npgsql.</summary>
    public required double ClaimOneVsRaw { get; init; }

    /// <summary>The same in batches of 50.</summary>
    public required double Claim50VsRaw { get; init; }

    /// <summary>One escalation scan, in milliseconds, when nothing is due.</summary>
    public required double EscalationIdleMs { get; init; }

    /// <summary>One escalation scan when 1,000 are due.</summary>
    public required double Escalation1000Ms { get; init; }

    /// <summary>Telling all of these 1,000: scan, climb, note, outbox, commits.</summary>
    public required double Escalated1000Ms { get; init; }

    /// <summary>By how much claims fell in the last third of a minute of claims under a held snapshot, beside a copy without one.</summary>
    public required double HeldSnapshotLoss { get; init; }

    /// <summary>By how much the claims of one agency fell after two thousand of them under one held snapshot.</summary>
    public required double HeldSnapshotOneQueueLoss { get; init; }

    /// <summary>Whether the alarm about that snapshot was raised.</summary>
    public required bool HeldSnapshotAlarm { get; init; }

    /// <summary>Due dates that one core works out in a second of its own.</summary>
    public required double DueDatesPerSecond { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Written);
}
