namespace Par.Worker.Audits;

/// <summary>What is to be checked: everything, unless one of these says less.</summary>
/// <param name="Dossier">Only the history of this one; no roots.</param>
/// <param name="From">Roots from this UTC day on, and the histories that got a row since.</param>
internal sealed record AuditAsked(Guid? Dossier = null, DateOnly? From = null);
