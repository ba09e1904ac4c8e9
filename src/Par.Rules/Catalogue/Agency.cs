namespace Par.Rules.Catalogue;

/// <summary>A kind of agency, for example the police of a commune.</summary>
/// <param name="Id">Its name in rules, for example <c>commune-police</c>.</param>
/// <param name="Title">What people call it.</param>
public sealed record AgencyKind(string Id, Wording Title);

/// <summary>A commune, ward or special zone for which agencies are competent.</summary>
public sealed record Area
{
    /// <summary>Its stable own name, for example <c>hai-chau</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name in Vietnamese.</summary>
    public required string Name { get; init; }

    /// <summary>What it is: <c>ward</c>, <c>commune</c> or <c>special-zone</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its class for the norms of officers: <c>urban</c>, <c>rural</c> or <c>hard</c>.</summary>
    public required string AreaClass { get; init; }

    /// <summary>The first day on which it exists; null: as long as anyone asks.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day on which it exists; null: it still does.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Its official code, if known.</summary>
    public string? Code { get; init; }

    /// <summary>Where the entry comes from.</summary>
    public required Provenance Provenance { get; init; }
}

/// <summary>The body that decides: one kind of agency in one area.</summary>
public sealed record Agency
{
    /// <summary>Its stable own id: kind, slash, area; for example <c>commune-police/hai-chau</c>.</summary>
    public string Id => $"{Kind.Id}/{Area.Id}";

    /// <summary>What kind of agency it is.</summary>
    public required AgencyKind Kind { get; init; }

    /// <summary>The area it is competent for.</summary>
    public required Area Area { get; init; }

    /// <summary>Its code in dossier numbers, if known.</summary>
    public string? Code { get; init; }

    /// <summary>The working calendar it keeps.</summary>
    public required string Calendar { get; init; }

    /// <summary>The first day of its competence.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of its competence; null: it still is.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Its name in both languages, from its kind and area.</summary>
    public Wording Title => new($"{Kind.Title.Vi} {Area.Name}", $"{Kind.Title.En}, {Area.Name}");

    /// <summary>True when it is competent on that day.</summary>
    public bool CompetentOn(DateOnly day) => (From is null || From <= day) && (Until is null || day <= Until);
}
