namespace Par.Fuzz;

/// <summary>What came of one item of a search.</summary>
/// <param name="IsRead">Whether it could be read; or else it was refused.</param>
/// <param name="Complaint">What does not hold, in one sentence; null when all does.</param>
public readonly record struct Judgement(bool IsRead, string? Complaint);
