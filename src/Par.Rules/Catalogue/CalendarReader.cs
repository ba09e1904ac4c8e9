using System.Globalization;
using Par.Rules.Calendars;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue;

/// <summary>Reads working calendars: the week's desk hours, and each year's days off and working Saturdays.</summary>
internal sealed class CalendarReader(CatalogueReading reading)
{
    private static readonly string[] Week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private readonly Dictionary<string, WorkingCalendar> _calendars = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, WorkingCalendar> Calendars => _calendars;

    public void Read(YamlNode document)
    {
        if (MapReader.Of(document, CatalogueKeys.Calendar, reading.Problems) is not { } entry)
        {
            return;
        }

        var before = reading.Problems.Count;
        var name = entry.RequiredScalar("calendar");
        var zone = entry.RequiredText("timeZone");
        var sessions = Sessions(entry.RequiredNamed("sessions"));
        var fileSource = entry.Has("source");
        var years = entry.RequiredNamed("years").Select(year => Year(year, fileSource)).OfType<CalendarYear>().ToList();
        if (name is null || zone is null || !reading.Take("calendar", name) || reading.Problems.Count > before)
        {
            return;
        }

        var data = new CalendarData { Name = name.Text, TimeZone = zone, Sessions = sessions, Years = years };
        if (data.Problems() is { Count: > 0 } problems)
        {
            reading.Problems.AddRange(problems.Select(problem => CatalogueTexts.CalendarProblem(name.At, problem)));
            return;
        }

        _calendars.Add(name.Text, new WorkingCalendar(data));
    }

    private Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>> Sessions(IReadOnlyList<YamlEntry> written)
    {
        var sessions = new Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>>();
        foreach (var entry in written)
        {
            var days = Weekdays(entry.Name);
            if (days.Count == 0)
            {
                reading.Problems.Add(CatalogueTexts.NotWeekdays(entry.Key.At, entry.Name));
            }

            var hours = Hours(entry.Value);
            foreach (var day in days)
            {
                if (!sessions.TryAdd(day, hours))
                {
                    reading.Problems.Add(CatalogueTexts.ListedTwice(entry.Key.At, "weekday", Week[((int)day + 6) % 7], written[0].Key.At));
                }
            }
        }

        return sessions;
    }

    private List<WorkingSession> Hours(YamlNode node)
    {
        if (node is not YamlList list)
        {
            reading.Problems.Add(YamlTexts.WrongKind(node.At, "'sessions'", "a list", node.Kind));
            return [];
        }

        var hours = new List<WorkingSession>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar scalar && WorkingSession.TryParse(scalar.Text, out var session))
            {
                hours.Add(session);
            }
            else
            {
                reading.Problems.Add(CatalogueTexts.NotASession(item.At, item is YamlScalar text ? text.Text : item.Kind));
            }
        }

        return hours;
    }

    private static List<DayOfWeek> Weekdays(string written)
    {
        var ends = written.Split('-');
        var first = Array.IndexOf(Week, ends[0]);
        var last = Array.IndexOf(Week, ends[^1]);
        return ends.Length > 2 || first < 0 || last < first
            ? []
            : [.. Enumerable.Range(first, last - first + 1).Select(place => (DayOfWeek)((place + 1) % 7))];
    }

    private CalendarYear? Year(YamlEntry written, bool fileSource)
    {
        if (Scalars.Whole(written.Key, "a year", reading.Problems) is not { } number
            || MapReader.Of(written.Value, CatalogueKeys.Year, reading.Problems) is not { } entry)
        {
            return null;
        }

        var sourced = fileSource || entry.Has("source");
        var version = entry.RequiredWhole("version");
        var publishedOn = entry.RequiredDay("publishedOn");
        var off = entry.List("off").Select(node => Off(node, sourced)).OfType<OffDay>().ToList();
        var madeUp = entry.List("workingSaturday").Select(node => MakeUp(node, sourced)).OfType<MakeUpDay>().ToList();
        var rewrites = entry.List("rewrites").Select(Day).OfType<DateOnly>().ToList();
        return version is null || publishedOn is null
            ? null
            : new CalendarYear
            {
                Year = number,
                Version = version.Value,
                PublishedOn = publishedOn.Value,
                OffDays = off,
                MakeUpDays = madeUp,
                Rewrites = rewrites,
            };
    }

    private DateOnly? Day(YamlNode node)
    {
        if (node is YamlScalar scalar)
        {
            return Scalars.Day(scalar, reading.Problems);
        }

        reading.Problems.Add(YamlTexts.WrongKind(node.At, "'rewrites'", "a list of days", node.Kind));
        return null;
    }

    private OffDay? Off(YamlNode node, bool sourced)
    {
        if (MapReader.Of(node, CatalogueKeys.Off, reading.Problems) is not { } entry)
        {
            return null;
        }

        var day = entry.RequiredDay("day");
        var name = entry.RequiredWording("name");
        Sourced(entry, sourced, day);
        return day is null || name is null
            ? null
            : new OffDay { Day = day.Value, Vietnamese = name.Vi, English = name.En, PublishedOn = entry.Day("publishedOn") };
    }

    private MakeUpDay? MakeUp(YamlNode node, bool sourced)
    {
        if (MapReader.Of(node, CatalogueKeys.WorkingSaturday, reading.Problems) is not { } entry)
        {
            return null;
        }

        var day = entry.RequiredDay("day");
        var inPlaceOf = entry.RequiredDay("for");
        Sourced(entry, sourced, day);
        return day is null || inPlaceOf is null
            ? null
            : new MakeUpDay { Day = day.Value, InPlaceOf = inPlaceOf.Value, PublishedOn = entry.Day("publishedOn") };
    }

    private void Sourced(MapReader entry, bool already, DateOnly? day)
    {
        if (!already && !entry.Has("source"))
        {
            reading.Problems.Add(CatalogueTexts.NoSource(
                entry.At, day is null ? "the day" : $"the day {day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));
        }
    }
}
