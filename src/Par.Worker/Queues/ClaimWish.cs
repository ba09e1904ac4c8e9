using Par.Worker.Dossiers;

namespace Par.Worker.Queues;

/// <summary>How things stood around the wish to claim one dossier.</summary>
internal sealed record ClaimWish
{
    public required string? OfficerAgency { get; init; }

    public required bool? HandsFull { get; init; }

    public required string? DossierAgency { get; init; }

    public required bool Closed { get; init; }

    public required bool AwaitsThePerson { get; init; }

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
        : Paused ? Dossiers.Refusal.AgencyPaused
        : HandsFull == true ? Dossiers.Refusal.HandsFull
        : null;
}
