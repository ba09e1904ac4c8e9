using Par.Worker.Dossiers;

namespace Par.Worker.Desk;

/// <summary>A dossier of the same story, as it is read.</summary>
internal sealed record StoryRow
{
    public required Guid Dossier { get; init; }

    public required string Number { get; init; }

    public required string Procedure { get; init; }

    public required DossierState State { get; init; }

    public required string Agency { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The number of the dossier whose outcome opened it.</summary>
    public string? CameFrom { get; init; }
}

// Public because Razor makes components public, and what is handed to them with it.

/// <summary>One dossier of a story, in the words of the page.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Link">Its page; null where it is this page or another agency's.</param>
/// <param name="IsThis">Whether it is the one whose page this is.</param>
/// <param name="Procedure">What it is about.</param>
/// <param name="Agency">Whose it is.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Opened">When it was opened.</param>
/// <param name="Notes">From which outcome it came, and under which id where the person had two.</param>
public sealed record StoryLine(string Number, string? Link, bool IsThis, string Procedure, string Agency, string State, string Opened, IReadOnlyList<string> Notes);
