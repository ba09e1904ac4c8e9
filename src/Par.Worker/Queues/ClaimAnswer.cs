using Par.Worker.Dossiers;

namespace Par.Worker.Queues;

/// <summary>What became of the wish to claim one dossier.</summary>
internal abstract record ClaimAnswer
{
    private ClaimAnswer()
    {
    }

    public sealed record Claimed(Claim Claim) : ClaimAnswer;

    public sealed record Refused(Refusal Why) : ClaimAnswer;
}
