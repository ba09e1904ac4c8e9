using Par.Worker.Dossiers;

namespace Par.Worker.Rounds;

/// <summary>What came of a batch of due findings.</summary>
/// <param name="Dossiers">Opened now.</param>
/// <param name="Reminders">People reminded now.</param>
/// <param name="Held">Held by the brake: the ids of dossiers, and of reminders to be.</param>
/// <param name="AlreadyOpen">Their once-keys were taken before, in this batch or in any other: nothing was done twice.</param>
internal sealed record Opened(
    IReadOnlyList<OpenedDossier> Dossiers, IReadOnlyList<OpenedReminder> Reminders, IReadOnlyList<Guid> Held, IReadOnlyList<DossierToOpen> AlreadyOpen);
