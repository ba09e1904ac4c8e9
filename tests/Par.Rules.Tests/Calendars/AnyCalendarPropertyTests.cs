using CsCheck;
using Par.Rules.Calendars;

namespace Par.Rules.Tests.Calendars;

/// <summary>Calendars nobody would publish, in time zones whose clocks change, against a count minute by minute.</summary>
public sealed class AnyCalendarPropertyTests
{
    private const int Days = 24;

    private static readonly Gen<WorkingSession[]> Sessions = Gen.OneOf(
        Gen.Const<WorkingSession[]>([]),
        Gen.Int[8 * 60, 20 * 60].Array[2].Select(Pairs),
        Gen.Int[6 * 60, 23 * 60].Array[4].Select(Pairs),
        Gen.Select(Gen.Int[0, 40], Gen.Int[210, 300]).Select((opens, closes) => Pairs([opens, closes, 480, 720])));

    // Spring and autumn of the two halves of the world, and a change of years.
    private static readonly (string Zone, DateOnly From)[] Places = [
        ("Europe/Berlin", new(2026, 3, 20)),
        ("Europe/Berlin", new(2026, 10, 15)),
        ("America/New_York", new(2026, 3, 1)),
        ("America/New_York", new(2026, 10, 25)),
        ("Australia/Lord_Howe", new(2026, 4, 1)),
        ("Asia/Kathmandu", new(2025, 12, 20)),
        ("Asia/Ho_Chi_Minh", new(2025, 12, 20)),
    ];

    private static readonly Gen<(CalendarData Data, MinuteByMinute Slow)> Calendar =
        Gen.Select(Gen.Int[0, Places.Length - 1].Select(place => Places[place]), Sessions.Array[7], Gen.Int[0, Days - 1].HashSet[0, 8]).Select((place, week, marked) =>
        {
            week[1] = week[1].Length == 0 ? [new(new(8, 0), new(12, 0))] : week[1];
            var sessions = week.Select((hours, weekday) => (hours, weekday))
                .ToDictionary(day => (DayOfWeek)day.weekday, day => (IReadOnlyList<WorkingSession>)day.hours);
            var days = marked.Select(place.From.AddDays).ToLookup(day => week[(int)day.DayOfWeek].Length > 0);
            var monday = place.From.AddDays((8 - (int)place.From.DayOfWeek) % 7);
            var data = new CalendarData
            {
                Name = "any",
                TimeZone = place.Zone,
                Sessions = sessions,
                Years = [.. new[] { 2025, 2026 }.Select(year => new CalendarYear
                {
                    Year = year,
                    Version = 1,
                    PublishedOn = new(2024, 1, 1),
                    OffDays = [.. days[true].Where(day => day.Year == year).Select(day => new OffDay { Day = day, Vietnamese = "Nghỉ", English = "Off" })],
                    MakeUpDays = [.. days[false].Where(day => day.Year == year).Select(day => new MakeUpDay { Day = day, InPlaceOf = monday })],
                })],
            };
            var start = new DateTimeOffset(place.From, new TimeOnly(0, 0), TimeSpan.Zero);
            return (data, new MinuteByMinute(data, start, Days));
        });

    [Fact]
    public void Any_calendar_counts_as_its_minutes_do() =>
        Gen.Select(Calendar, Gen.Select(Gen.Int[0, (Days * 1440) - 1], Gen.Int[0, 3_000], Gen.Int[0, 12]).Array[20]).Sample(
            (calendar, cases) =>
            {
                Assert.Empty(calendar.Data.Problems());
                var quick = new WorkingCalendar(calendar.Data);
                foreach (var (start, budget, days) in cases)
                {
                    var moment = calendar.Slow.Moment(start);
                    var until = Math.Min(start + budget, calendar.Slow.Minutes);
                    Assert.Equal(TimeSpan.FromMinutes(calendar.Slow.OpenMinutes(start, until)), quick.WorkingTimeBetween(moment, calendar.Slow.Moment(until)));
                    Same(calendar.Slow.DueAfterMinutes(start, budget), quick.Due(moment, Term.WorkingMinutes(budget), TimeSpan.Zero));
                    Same(calendar.Slow.DueAfterDays(start, days, cutOff: null), quick.Due(moment, Term.WorkingDays(days), TimeSpan.Zero));
                }
            },
            iter: 300);

    private static void Same(DateTimeOffset? slow, DueDate due)
    {
        if (slow is { } expected)
        {
            Assert.Equal(expected, due.At);
        }
    }

    private static WorkingSession[] Pairs(int[] minutes)
    {
        int[] sorted = [.. minutes.Distinct().Order()];
        return [.. sorted.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new WorkingSession(Clock(pair[0]), Clock(pair[1])))];
    }

    private static TimeOnly Clock(int minute) => new(minute / 60, minute % 60);
}
