namespace Par.Worker.Desk;

/// <summary>What the forms of a dossier may send.</summary>
internal sealed record FormFields
{
    /// <summary>The number of the claim: an action on a claim that was lost changes nothing.</summary>
    public int Attempt { get; init; }

    /// <summary>Why a dossier is rejected, or why the person said no.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the term ran out, where it did.</summary>
    public string? WhyLate { get; init; }

    /// <summary>The officer who takes a dossier over.</summary>
    public string? To { get; init; }

    /// <summary>What the person said: yes or no.</summary>
    public string? Answer { get; init; }

    /// <summary>How the answer came, see <see cref="Outcomes.AnswerChannel"/>.</summary>
    public string? Channel { get; init; }

    /// <summary>The reference number of the written request.</summary>
    public string? Request { get; init; }

    /// <summary>All that somebody wrote.</summary>
    public IEnumerable<string?> Texts => [Reason, WhyLate, To, Answer, Channel, Request];
}
