namespace Par.Worker.Demo.People;

/// <summary>A ward, commune or special zone, by the id and the name that the catalogue gives it: <c>hai-chau</c>, <c>phường Hải Châu</c>.</summary>
internal sealed record Area(string Id, string Name, AreaKind Kind)
{
    /// <summary>The name without the word for its kind, as schools carry it: <c>Hải Châu</c>.</summary>
    public string Bare => Name[(Name.LastIndexOf(Word, StringComparison.OrdinalIgnoreCase) is var at && at < 0 ? 0 : at + Word.Length)..];

    /// <summary>The areas of a catalogue that have not ended.</summary>
    public static IReadOnlyList<Area> Of(Rules.Catalogue.RuleCatalogue catalogue) =>
    [
        .. catalogue.Areas.Values.Where(area => area.Until is null).OrderBy(area => area.Id, StringComparer.Ordinal).Select(area => new Area(
            area.Id, area.Name, area.Kind switch { "ward" => AreaKind.Ward, "commune" => AreaKind.Commune, _ => AreaKind.SpecialZone })),
    ];

    private string Word => Kind switch { AreaKind.Ward => "phường ", AreaKind.Commune => "xã ", _ => "đặc khu " };
}

internal enum AreaKind
{
    Ward,
    Commune,
    SpecialZone,
}
