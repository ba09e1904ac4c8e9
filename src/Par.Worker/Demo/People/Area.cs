namespace Par.Worker.Demo.People;

/// <summary>A ward, commune or special zone, by the id that the catalogue gives it.</summary>
internal sealed record Area(string Id, string Name, AreaKind Kind);

internal enum AreaKind
{
    Ward,
    Commune,
    SpecialZone,
}
