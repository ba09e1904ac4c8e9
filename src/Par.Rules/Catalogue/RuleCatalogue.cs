using System.Collections.Frozen;
using Par.Rules.Calendars;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>
/// The only things rules can speak of: registries, records, life events, parameters, procedures, agencies and calendars. It
/// never changes.
/// </summary>
public sealed class RuleCatalogue
{
    private readonly FrozenDictionary<(string Kind, string Area), Agency[]> _competence;

    internal RuleCatalogue(IEnumerable<Agency> agencies)
    {
        var list = agencies.ToList();
        Agencies = list.DistinctBy(agency => agency.Id).ToFrozenDictionary(agency => agency.Id, StringComparer.Ordinal);
        _competence = list
            .GroupBy(agency => (agency.Kind.Id, agency.Area.Id))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The registries, by id.</summary>
    public required IReadOnlyDictionary<string, Registry> Registries { get; init; }

    /// <summary>The kinds of record, by name.</summary>
    public required IReadOnlyDictionary<string, Entity> Entities { get; init; }

    /// <summary>The kinds of life event, by kind.</summary>
    public required IReadOnlyDictionary<string, LifeEvent> LifeEvents { get; init; }

    /// <summary>The dated parameters.</summary>
    public required Parameters Parameters { get; init; }

    /// <summary>The procedures, by code.</summary>
    public required IReadOnlyDictionary<string, Procedure> Procedures { get; init; }

    /// <summary>The kinds of agency, by id.</summary>
    public required IReadOnlyDictionary<string, AgencyKind> AgencyKinds { get; init; }

    /// <summary>The areas, by id.</summary>
    public required IReadOnlyDictionary<string, Area> Areas { get; init; }

    /// <summary>What became of the areas that have ended, by the id of the ended area.</summary>
    public required IReadOnlyDictionary<string, Succession> Successions { get; init; }

    /// <summary>The agencies, by id (kind, slash, area).</summary>
    public IReadOnlyDictionary<string, Agency> Agencies { get; }

    /// <summary>The working calendars, by name.</summary>
    public required IReadOnlyDictionary<string, WorkingCalendar> Calendars { get; init; }

    /// <summary>The shape of the one thing that a calendar trigger says: the day it fell on.</summary>
    public static RecordShape DayShape { get; } = new RecordShape("calendar day").Define(new ShapeField("onDate", FeelType.Date));

    /// <summary>The shape of what the end of a dossier says: its number, procedure, rule and result, the day it was decided on, and whom it is about.</summary>
    public static RecordShape OutcomeShape { get; } = new RecordShape("outcome").Define(
        new ShapeField("dossier", FeelType.String),
        new ShapeField("procedure", FeelType.String),
        new ShapeField("rule", FeelType.String),
        new ShapeField("result", FeelType.String),
        new ShapeField("decidedOn", FeelType.Date),
        new ShapeField("onDate", FeelType.Date),
        new ShapeField("subjectId", FeelType.String));

    /// <summary>
    /// The agency of that kind which is competent for an area on a day, or null: then a person must route the work. The work of
    /// an area that has ended goes to its successor; after a split only if all successors have the same agency.
    /// </summary>
    public Agency? Competent(string kind, string area, DateOnly day) => Competent(kind, area, day, []);

    private Agency? Competent(string kind, string area, DateOnly day, HashSet<string> ended)
    {
        if (_competence.TryGetValue((kind, area), out var candidates)
            && Array.Find(candidates, agency => agency.CompetentOn(day)) is { } found)
        {
            return found;
        }

        if (!Successions.TryGetValue(area, out var succession) || day < succession.On || ended.Contains(area))
        {
            return null;
        }

        var agencies = succession.To.Select(successor => Competent(kind, successor, day, [.. ended, area])).Distinct().ToList();
        return agencies.Count == 1 ? agencies[0] : null;
    }
}
