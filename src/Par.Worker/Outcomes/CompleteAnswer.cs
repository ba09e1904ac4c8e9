using Par.Worker.Dossiers;

namespace Par.Worker.Outcomes;

/// <summary>What became of the wish to close a dossier.</summary>
internal abstract record CompleteAnswer
{
    private CompleteAnswer()
    {
    }

    public sealed record Completed(DossierState State, DateTimeOffset At) : CompleteAnswer;

    /// <summary>It takes effect when another officer agrees.</summary>
    public sealed record AwaitsSecondLook(DateTimeOffset At) : CompleteAnswer;

    public sealed record Refused(Refusal Why) : CompleteAnswer;
}
