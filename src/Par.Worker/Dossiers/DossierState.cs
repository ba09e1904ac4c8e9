namespace Par.Worker.Dossiers;

/// <summary>Where a dossier stands. docs/lifecycle.md draws it.</summary>
internal enum DossierState
{
    Held,
    Prepared,
    Queued,
    InProgress,
    Waiting,
    Approved,
    Rejected,
    Withdrawn,
    Declined,
    Expired,
}
