using System.Globalization;
using System.Text.RegularExpressions;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue;

/// <summary>Reads kinds of agency, areas, and the lines that say which kind works where.</summary>
internal sealed partial class AgencyReader(CatalogueReading reading)
{
    private static readonly Dictionary<string, int> AreaKinds = Words("ward", "commune", "special-zone");
    private static readonly Dictionary<string, int> AreaClasses = Words("urban", "rural", "hard");

    private readonly Dictionary<string, AgencyKind> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Area> _areas = new(StringComparer.Ordinal);
    private readonly List<Agency> _agencies = [];
    private readonly Dictionary<string, List<(Agency Agency, SourcePosition At)>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Agency, SourcePosition At)> _codes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, AgencyKind> Kinds => _kinds;

    public IReadOnlyDictionary<string, Area> Areas => _areas;

    public IReadOnlyList<Agency> Agencies => _agencies;

    public void ReadKind(YamlEntry written)
    {
        if (MapReader.Of(written.Value, CatalogueKeys.AgencyKind, reading.Problems) is not { } entry
            || !IsSlug(written.Key, "a kind of agency")
            || !reading.Take("kind of agency", written.Key))
        {
            return;
        }

        var title = entry.RequiredWording("title");
        _kinds.Add(written.Name, new AgencyKind(written.Name, title ?? new Wording(written.Name, written.Name)));
    }

    public void ReadArea(YamlEntry written)
    {
        if (MapReader.Of(written.Value, CatalogueKeys.Area, reading.Problems) is not { } entry
            || !IsSlug(written.Key, "an area")
            || !reading.Take("area", written.Key))
        {
            return;
        }

        entry.OneOf("kind", AreaKinds);
        entry.OneOf("areaClass", AreaClasses);
        _areas.Add(written.Name, new Area
        {
            Id = written.Name,
            Name = entry.RequiredText("name") ?? written.Name,
            Kind = entry.RequiredText("kind") ?? "",
            AreaClass = entry.RequiredText("areaClass") ?? "",
            From = entry.Day("from"),
            Until = entry.Day("until"),
            Code = entry.Text("code"),
            Provenance = reading.Provenance(entry, $"the area '{written.Name}'"),
        });
    }

    /// <summary>Reads one line, such as "commune police, in every area, with this calendar".</summary>
    public void ReadAgencies(YamlNode node, IReadOnlyDictionary<string, Calendars.WorkingCalendar> calendars)
    {
        if (MapReader.Of(node, CatalogueKeys.Agencies, reading.Problems) is not { } entry)
        {
            return;
        }

        var kind = reading.Listed(_kinds, entry.RequiredScalar("kind"), "kind of agency", "'kinds' of agencies.yaml");
        var calendar = reading.Listed(calendars, entry.RequiredScalar("calendar"), "calendar", "catalogue/calendars");
        var code = entry.Text("code");
        reading.Provenance(entry, "the line of agencies");
        var areas = entry.Flag("everyArea") ? [.. _areas.Values] : NamedAreas(entry);
        if (kind is null || calendar is null)
        {
            return;
        }

        var told = false;
        foreach (var area in areas)
        {
            var number = Number(area);
            var agency = new Agency
            {
                Kind = kind,
                Area = area,
                Code = code?.Replace("{n}", number, StringComparison.Ordinal)
                    .Replace("{area}", area.Code ?? area.Id, StringComparison.Ordinal),
                Calendar = calendar.Name,
                From = entry.Day("from") ?? area.From,
                Until = entry.Day("until") ?? area.Until,
            };
            _agencies.Add(agency);
            told = told || SharesItsCode(agency, entry);
            told = StandsTwice(agency, entry.At, told) || told;
        }
    }

    /// <summary>On each day one line says what an agency is; of a line the first agency is told of.</summary>
    private bool StandsTwice(Agency agency, SourcePosition at, bool told)
    {
        if (!_byId.TryGetValue(agency.Id, out var known))
        {
            _byId[agency.Id] = known = [];
        }

        var other = known.Find(one => (one.Agency.From ?? DateOnly.MinValue) <= (agency.Until ?? DateOnly.MaxValue) && (agency.From ?? DateOnly.MinValue) <= (one.Agency.Until ?? DateOnly.MaxValue));
        known.Add((agency, at));
        if (other.Agency is null || told)
        {
            return false;
        }

        reading.Problems.Add(CatalogueTexts.AgencyTwice(at, agency.Id, other.At));
        return true;
    }

    /// <summary>Dossiers are numbered by the code of their agency, so two agencies must not have one; of a line the first pair is told of.</summary>
    private bool SharesItsCode(Agency agency, MapReader line)
    {
        var at = line.Scalar("code")?.At ?? line.At;
        if (agency.Code is null || _codes.TryAdd(agency.Code, (agency.Id, at)) || _codes[agency.Code].Agency == agency.Id)
        {
            return false;
        }

        var first = _codes[agency.Code];
        reading.Problems.Add(CatalogueTexts.CodeTwice(at, agency.Code, first.Agency, agency.Id, first.At == at));
        return true;
    }

    /// <summary>Its place among the areas that have no end; an area with an end takes no place, and has its code instead.</summary>
    private string Number(Area area) => area.Until is null
        ? (_areas.Values.Where(other => other.Until is null).ToList().IndexOf(area) + 1).ToString(CultureInfo.InvariantCulture)
        : area.Code ?? area.Id;

    private List<Area> NamedAreas(MapReader entry)
    {
        var areas = new List<Area>();
        foreach (var node in entry.RequiredList("areas"))
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'areas'", "a text", node.Kind));
            }
            else if (reading.Listed(_areas, written, "area", "'areas' of agencies.yaml") is { } area)
            {
                areas.Add(area);
            }
        }

        return areas;
    }

    private bool IsSlug(YamlScalar name, string what)
    {
        if (Slug.IsMatch(name.Text))
        {
            return true;
        }

        reading.Problems.Add(CatalogueTexts.BadName(name.At, what, name.Text, "hai-chau-2"));
        return false;
    }

    private static Dictionary<string, int> Words(params string[] words) =>
        words.Select((word, place) => (word, place)).ToDictionary(pair => pair.word, pair => pair.place, StringComparer.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Slug { get; }
}
