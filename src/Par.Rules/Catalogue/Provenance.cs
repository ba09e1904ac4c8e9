namespace Par.Rules.Catalogue;

/// <summary>Where an entry of the catalogue comes from.</summary>
/// <param name="Source">The document or page; "sample, to be checked" where nobody has checked it yet.</param>
/// <param name="Checked">The day on which a person last compared the entry with its source; null: never.</param>
public sealed record Provenance(string Source, DateOnly? Checked);
