using Par.Worker.Dossiers;

namespace Par.Worker.Outcomes;

/// <summary>What became of an objection.</summary>
internal abstract record ObjectionAnswer
{
    private ObjectionAnswer()
    {
    }

    /// <param name="State">Queued where the dossier was reopened; approved where an officer is to look at it again.</param>
    /// <param name="DueAt">When an officer must have decided, or looked.</param>
    public sealed record Received(DossierState State, DateTimeOffset DueAt) : ObjectionAnswer;

    /// <summary>It came before under the same id, and was received then.</summary>
    public sealed record Known(DossierState State) : ObjectionAnswer;

    public sealed record Refused(Refusal Why) : ObjectionAnswer;
}
