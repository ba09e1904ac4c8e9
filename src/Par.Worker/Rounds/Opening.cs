using Par.Worker.Dossiers;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Rounds;

/// <summary>
/// A finding on its way through the gate: the id its dossier (or at level 1 its reminder) will have, and at levels 2 and 3 the
/// clock it opens with. What the brake holds has none: no term runs while a human looks at it.
/// </summary>
internal sealed record Opening(Guid Id, DossierToOpen Due, Clock? Clock)
{
    public bool IsReminder => Due.Level == 1;

    public DossierState State => Clock is null ? DossierState.Held : Due.FirstState;
}
