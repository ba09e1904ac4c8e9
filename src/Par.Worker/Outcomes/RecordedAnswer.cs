using Par.Worker.Dossiers;

namespace Par.Worker.Outcomes;

/// <summary>What became of the person's yes or no.</summary>
internal abstract record RecordedAnswer
{
    private RecordedAnswer()
    {
    }

    /// <param name="State">Queued after a yes, declined after a no.</param>
    /// <param name="DueAt">When the procedure's own term ends; null after a no.</param>
    public sealed record Recorded(DossierState State, DateTimeOffset? DueAt) : RecordedAnswer;

    /// <summary>It came before under the same id, and was recorded then.</summary>
    public sealed record Known(DossierState State) : RecordedAnswer;

    public sealed record Refused(Refusal Why) : RecordedAnswer;
}
