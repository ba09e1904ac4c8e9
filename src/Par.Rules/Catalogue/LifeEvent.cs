using Par.Rules.Calendars;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>A kind of life event that a registry reports, for example <c>birth.registered</c>.</summary>
public sealed class LifeEvent
{
    /// <summary>Its name in rules and in the registry's feed.</summary>
    public required string Kind { get; init; }

    /// <summary>The registry that reports it, in its feed or by the rows of a table.</summary>
    public required Registry Registry { get; init; }

    /// <summary>What people call it.</summary>
    public required Wording Title { get; init; }

    /// <summary>What the event is about; the feed names its key.</summary>
    public required Entity Subject { get; init; }

    /// <summary>What the event says.</summary>
    public required IReadOnlyList<LifeEventField> Fields { get; init; }

    /// <summary>Where the event leads to.</summary>
    public required IReadOnlyList<EntityLink> Links { get; init; }

    /// <summary>The kinds of life event that correct or annul this one.</summary>
    public required IReadOnlyList<string> CorrectedBy { get; init; }

    /// <summary>
    /// How long after the event notices about its subject go to an officer and not to the family, unless the event itself brings
    /// them about; null: it is not sensitive.
    /// </summary>
    public CalendarSpan? Quiet { get; init; }

    /// <summary>What the event says is other now than it was: facts of its subject. Findings that stand on them are asked again.</summary>
    public IReadOnlyList<FactName> Changes { get; init; } = [];

    /// <summary>
    /// The field with an id that was given up: from this event on whoever had it is the event's subject. Null: the event merges no ids.
    /// </summary>
    public LifeEventField? Merges { get; init; }

    /// <summary>Fields with the ids of people of whom no two are the same, such as those of a child and its mother.</summary>
    public IReadOnlyList<LifeEventField> Different { get; init; } = [];

    /// <summary>Whether it may have happened before its subject was born.</summary>
    public bool MayBeBeforeBirth { get; init; }

    /// <summary>Whether it may have happened after its subject died.</summary>
    public bool MayBeAfterDeath { get; init; }

    /// <summary>The table whose rows are these life events; null: the registry keeps a feed that reports them.</summary>
    public EventTable? ReadFrom { get; init; }

    /// <summary>The event as rules see it: its fields, then its links.</summary>
    public required RecordShape Shape { get; init; }

    /// <summary>Where the entry comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The link of that name, or null.</summary>
    public EntityLink? Link(string name) => Links.FirstOrDefault(link => link.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Kind;
}

/// <summary>One statement of a life event.</summary>
/// <param name="Name">Its name in rules.</param>
/// <param name="From">The place in the feed.</param>
/// <param name="BodyName">The name inside the body, when <paramref name="From"/> is <see cref="FeedColumn.Body"/>.</param>
/// <param name="Type">What kind of value it is.</param>
public sealed record LifeEventField(string Name, FeedColumn From, string? BodyName, FeelType Type);

/// <summary>The columns of a registry's feed of life events.</summary>
public enum FeedColumn
{
    /// <summary>The day on which it happened.</summary>
    OccurredOn,

    /// <summary>The moment at which it happened.</summary>
    OccurredAt,

    /// <summary>The moment at which the registry wrote it down.</summary>
    RecordedAt,

    /// <summary>The area where it was registered.</summary>
    Locality,

    /// <summary>The personal id of whom it is about.</summary>
    Subject,

    /// <summary>A named part of the body.</summary>
    Body,
}
