using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>An id that was given up for another one of the same person, as a registry reported it.</summary>
/// <param name="Former">The id that was given up.</param>
/// <param name="Into">The id for which it was given up.</param>
/// <param name="Said">The life event that says so.</param>
internal sealed record MergedId(string Former, string Into, EventKey Said);
