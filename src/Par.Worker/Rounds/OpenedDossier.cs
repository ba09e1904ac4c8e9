namespace Par.Worker.Rounds;

/// <summary>A dossier that was opened.</summary>
internal sealed record OpenedDossier(Guid Dossier, string Number, Guid Finding, DateTimeOffset DueAt);
