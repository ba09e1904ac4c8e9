namespace Par.Worker.Outcomes;

/// <summary>What became of dossiers whose ground fell away.</summary>
/// <param name="Dossiers">Withdrawn: nobody had touched them. Their once-keys are free for a corrected ground.</param>
/// <param name="Flagged">Left as they are with a row in their history: an officer had begun, or had finished.</param>
internal sealed record Withdrawn(IReadOnlyList<Guid> Dossiers, IReadOnlyList<Guid> Flagged);
