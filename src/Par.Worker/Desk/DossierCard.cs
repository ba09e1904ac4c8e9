namespace Par.Worker.Desk;

// These two are public because Razor makes components public, and what is handed to them with it.

/// <summary>A dossier in the words of the page: nothing in it needs working out any more.</summary>
public sealed record DossierCard
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required string Title { get; init; }

    public required string Procedure { get; init; }

    public required string Level { get; init; }

    public required string Subject { get; init; }

    public required string Opened { get; init; }

    /// <summary>Css class of the due date: over, near or later.</summary>
    public required string Nearness { get; init; }

    public required string TimeLeft { get; init; }

    public required string Due { get; init; }

    /// <summary>The same moment for machines.</summary>
    public required string DueIso { get; init; }

    public required IReadOnlyList<string> Why { get; init; }

    /// <summary>What the person is asked, when the dossier waits for an answer.</summary>
    public string? Offer { get; init; }

    public required IReadOnlyList<PrefilledField> Prefilled { get; init; }

    /// <summary>The documents that its rule names, as references.</summary>
    public IReadOnlyList<PrefilledField> Documents { get; init; } = [];

    /// <summary>Who holds it and until when, or null when nobody does.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Whether it waits for the person; then there is nothing to claim yet.</summary>
    public bool AwaitsAnswer { get; init; }

    public bool HeldByMe { get; init; }

    /// <summary>The number of the claim, by which a lost claim is known.</summary>
    public int Attempt { get; init; }
}

/// <summary>A field of the form that is already filled in: what, from which registry, as of when.</summary>
public sealed record PrefilledField(string Name, string Value, string? Registry, string? AsOf);
