namespace Par.Worker.Reconciliation;

/// <summary>One thing that differs, by keys only: never a person, never a value.</summary>
internal readonly record struct FoundDifference
{
    /// <summary>One word of <see cref="DifferenceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The registry of the life event that it is about.</summary>
    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    /// <summary>The rule of the finding, or of the dossier; null where it is about the life event alone.</summary>
    public string? Rule { get; init; }

    public Guid? Dossier { get; init; }

    public override string ToString() => string.Join(' ', new[] { Kind, Registry, $"{EventUid}", Rule, $"{Dossier}" }.Where(word => !string.IsNullOrEmpty(word)));
}
