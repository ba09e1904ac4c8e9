namespace Par.Worker.Dossiers;

/// <summary>One thing that happens to a dossier: where it goes, who did it, why. It becomes a row that is never altered.</summary>
internal sealed record DossierMove
{
    public required Guid Dossier { get; init; }

    /// <summary>The state it goes to; null when it stays where it is.</summary>
    public DossierState? To { get; init; }

    /// <summary>What happened, in one word of the story: claimed, released, approved.</summary>
    public required string Change { get; init; }

    /// <summary>An officer's id, the person's, <see cref="SimulatedPerson"/> or <see cref="Engine"/>.</summary>
    public required string Actor { get; init; }

    public string? Reason { get; init; }

    /// <summary>JSON.</summary>
    public string Detail { get; init; } = "{}";

    /// <summary>The version the mover has seen: when the dossier has changed since, this move is not made. Null: whatever it is.</summary>
    public int? Version { get; init; }

    public const string Engine = "par";

    /// <summary>A person of the demo who does not exist and answered all the same.</summary>
    public const string SimulatedPerson = "person (simulated)";
}
