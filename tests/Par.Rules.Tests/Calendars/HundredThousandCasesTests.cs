using System.Globalization;
using System.Security.Cryptography;
using Par.Rules.Calendars;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

/// <summary>
/// 100,000 drawn cases over several calendars and time zones against a count minute by minute: what was used, when terms of each unit end,
/// and what waits in between do. The seed is printed; PAR_SEED gives one again.
/// </summary>
public sealed class HundredThousandCasesTests(ITestOutputHelper output)
{
    private const int Cases = 100_000;

    private static readonly TimeOnly?[] CutOffs = [null, null, new(15, 0), new(9, 30), new(17, 45)];

    [Fact]
    public void Working_time_agrees_with_its_minutes_on_100_000_cases()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PAR_SEED"), CultureInfo.InvariantCulture, out var given) ? given : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}; PAR_SEED={seed} draws the same cases."));
        var random = new Random(seed);
        var places = Places().Select(place => new Place(place.Data, place.From, place.Days)).ToArray();
        var compared = 0;

        for (var number = 0; number < Cases; number++)
        {
            var place = places[number % places.Length];
            var start = place.Start(random);
            var agreed = (number / places.Length % 5) switch
            {
                0 => place.Minutes(start, place.Budget(random, start)),
                1 => place.Used(start, random.Next(0, 30 * 1440)),
                2 => place.WorkingDays(start, random.Next(0, 16), CutOffs[random.Next(CutOffs.Length)]),
                3 => place.CalendarDays(start, random.Next(0, 61)),
                _ => place.Waits(start, random),
            };
            Assert.True(agreed is null or (true, _), $"Case {number} of seed {seed} at {place.Name}: {agreed?.Says}");
            compared += agreed is null ? 0 : 1;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared} of {Cases} cases ended within the days that are laid out, and all of them agreed."));
        Assert.True(compared > Cases * 9 / 10, $"Only {compared} cases were compared.");
    }

    private static IEnumerable<(CalendarData Data, DateOnly From, int Days)> Places()
    {
        var hours = Week("07:00-11:30", "13:30-17:00");
        var saturdays = new Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>>(Week("08:00-12:00", "13:00-16:30"))
        {
            [DayOfWeek.Saturday] = [WorkingSession.Parse("08:00-11:00")],
        };
        var nights = Week("00:00-03:30", "22:00-23:59");

        yield return (VietnamData, new(2024, 1, 1), 420);
        yield return (VietnamData, new(2025, 11, 1), 420);
        yield return (VietnamData with { Name = "commune", Sessions = hours }, new(2025, 3, 1), 400);
        yield return (VietnamData with { Name = "police", Sessions = saturdays, Years = [.. VietnamData.Years.Select(year => year with { MakeUpDays = [] })] }, new(2025, 10, 1), 300);
        yield return (VietnamData with { Name = "berlin", TimeZone = "Europe/Berlin" }, new(2025, 9, 1), 300);
        yield return (VietnamData with { Name = "lord-howe", TimeZone = "Australia/Lord_Howe", Sessions = nights }, new(2026, 2, 1), 120);
    }

    /// <summary>One calendar, quick and slow.</summary>
    private sealed class Place(CalendarData data, DateOnly from, int days)
    {
        private readonly WorkingCalendar _quick = new(data);
        private readonly MinuteByMinute _slow = new(data, new DateTimeOffset(from, new TimeOnly(0, 0), TimeSpan.Zero), days);

        public string Name => data.Name;

        /// <summary>Anywhere; or in the days around Tết, swaps and the turn of the year; or a minute before, at, or after a session's ends.</summary>
        public int Start(Random random)
        {
            var minute = random.Next(0, _slow.Minutes - 1);
            return random.Next(4) switch
            {
                0 => Near(random, data.Years.SelectMany(year => year.OffDays).Select(off => off.Day).ToArray()) ?? minute,
                1 => Near(random, data.Years.SelectMany(year => year.MakeUpDays).Select(made => made.Day).Append(new DateOnly(2025, 12, 31)).ToArray()) ?? minute,
                2 => _slow.Edge(minute) + random.Next(-1, 2) is var edge && edge > 0 && edge < _slow.Minutes ? edge : minute,
                _ => minute,
            };
        }

        /// <summary>Minutes, of which many end exactly at a closing.</summary>
        public int Budget(Random random, int start) => random.Next(3) switch
        {
            0 => random.Next(0, 61),
            1 => random.Next(0, 6_000),
            _ => _slow.OpenMinutes(start, Math.Min(_slow.Minutes, _slow.Edge(Math.Min(_slow.Minutes - 1, start + random.Next(1, 20_000))))),
        };

        public (bool, string Says)? Minutes(int start, int budget) =>
            Same(_slow.DueAfterMinutes(start, budget), _quick.Due(_slow.Moment(start), Term.WorkingMinutes(budget), TimeSpan.Zero), start, $"{budget} working minutes");

        public (bool, string Says)? Used(int start, int length)
        {
            var until = Math.Min(start + length, _slow.Minutes - 1);
            var slow = TimeSpan.FromMinutes(_slow.OpenMinutes(start, until));
            var quick = _quick.WorkingTimeBetween(_slow.Moment(start), _slow.Moment(until));
            return (slow == quick, $"from {_slow.Moment(start):u} until {_slow.Moment(until):u} counted {slow}, not {quick}");
        }

        public (bool, string Says)? WorkingDays(int start, int workingDays, TimeOnly? cutOff) => Same(
            _slow.DueAfterDays(start, workingDays, cutOff),
            _quick.Due(_slow.Moment(start), Term.WorkingDays(workingDays), TimeSpan.Zero, cutOff), start, $"{workingDays} working days, cut-off {cutOff}");

        public (bool, string Says)? CalendarDays(int start, int calendarDays) => Same(
            _slow.DueAfterCalendarDays(start, calendarDays),
            _quick.Due(_slow.Moment(start), Term.CalendarDays(calendarDays), TimeSpan.Zero), start, $"{calendarDays} calendar days");

        /// <summary>One to three waits: what was used before each is carried over, as a clock does.</summary>
        public (bool, string Says)? Waits(int start, Random random)
        {
            var waits = new List<(int From, int Until)>();
            for (var (number, at) = (random.Next(1, 4), start); number > 0; number--)
            {
                var pause = at + random.Next(0, 2_000);
                at = pause + random.Next(1, 6_000);
                waits.Add((pause, at));
            }

            if (waits[^1].Until >= _slow.Minutes)
            {
                return null;
            }

            var (consumed, running) = (TimeSpan.Zero, start);
            foreach (var (pause, resume) in waits)
            {
                consumed += _quick.WorkingTimeBetween(_slow.Moment(running), _slow.Moment(pause));
                running = resume;
            }

            var budget = (int)consumed.TotalMinutes + random.Next(1, 1_000);
            var (slow, _) = _slow.DueAround(start, budget, waits);
            return Same(slow, _quick.Due(_slow.Moment(running), Term.WorkingMinutes(budget), consumed), start, $"{budget} working minutes around {string.Join(", ", waits)}");
        }

        private static (bool, string)? Same(DateTimeOffset? slow, DueDate quick, int start, string term) =>
            slow is { } expected ? (expected == quick.At, $"{term} from minute {start} end at {expected:u}, not {quick.At:u}") : null;

        private int? Near(Random random, DateOnly[] days)
        {
            var day = days[random.Next(days.Length)].AddDays(random.Next(-4, 2));
            var minute = ((day.DayNumber - from.DayNumber) * 1440) + random.Next(0, 1440);
            return minute >= 0 && minute < _slow.Minutes - 1 ? minute : null;
        }
    }
}
