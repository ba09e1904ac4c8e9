using Par.Worker.Dossiers;

namespace Par.Worker.Outcomes;

/// <summary>What became of the wish to let a dossier wait, or to go on with it.</summary>
internal abstract record WaitAnswer
{
    private WaitAnswer()
    {
    }

    /// <param name="DueAt">When the wait, or after it the dossier, is due.</param>
    public sealed record Done(DateTimeOffset DueAt) : WaitAnswer;

    public sealed record Refused(Refusal Why) : WaitAnswer;
}
