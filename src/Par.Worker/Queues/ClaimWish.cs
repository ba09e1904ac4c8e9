using Par.Worker.Dossiers;

namespace Par.Worker.Queues;

/// <summary>How things stood around the wish to claim one dossier.</summary>
internal sealed record ClaimWish
{
    public required string? OfficerAgency { get; init; }

    public required bool? HandsFull { get; init; }

    public required bool? DayFull { get; init; }

    public required bool Away { get; init; }

    public required string? DossierAgency { get; init; }

    public required bool Closed { get; init; }

    public required bool AwaitsThePerson { get; init; }

    /// <summary>Whether the decision that is to be looked at is this officer's.</summary>
    public required bool OwnDecision { get; init; }

    public required string? HeldBy { get; init; }

    public required bool Paused { get; init; }

    /// <summary>What stands in the way, or null.</summary>
    public Refusal? Refusal(string officer) =>
        DossierAgency is null ? Dossiers.Refusal.NoSuchDossier
        : OfficerAgency is null ? Dossiers.Refusal.NoSuchOfficer
        : OfficerAgency != DossierAgency ? Dossiers.Refusal.OtherAgency
        : Closed ? Dossiers.Refusal.AlreadyClosed
        : AwaitsThePerson ? Dossiers.Refusal.AwaitsThePerson
        : HeldBy == officer ? Dossiers.Refusal.AlreadyYours
        : HeldBy is not null ? Dossiers.Refusal.HeldByAnother
        : OwnDecision ? Dossiers.Refusal.OwnDecision
        : Paused ? Dossiers.Refusal.AgencyPaused
        : OfTheOfficer;

    /// <summary>What stands in the way of any claim of this officer, or null.</summary>
    public Refusal? OfTheOfficer =>
        Away ? Dossiers.Refusal.Away
        : HandsFull == true ? Dossiers.Refusal.HandsFull
        : DayFull == true ? Dossiers.Refusal.DayFull
        : null;
}
