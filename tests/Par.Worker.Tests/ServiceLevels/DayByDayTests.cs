using System.Globalization;
using System.Security.Cryptography;
using Par.Rules.Calendars;
using Par.Worker.ServiceLevels.Proofs;

namespace Par.Worker.Tests.ServiceLevels;

/// <summary>What proofs are counted with agrees with what due dates are worked out with, and shares no code with it.</summary>
public sealed class DayByDayTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Asia/Ho_Chi_Minh", "07:00-11:30 13:30-17:00")]
    [InlineData("Europe/Berlin", "07:30-11:30 13:30-17:30")]
    [InlineData("America/New_York", "00:30-03:30 20:00-23:30")]
    public void Both_ways_of_counting_agree(string zone, string hours)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}"));
        var random = new Random(seed);
        var data = Data(zone, hours);
        var (quick, slow) = (new WorkingCalendar(data), new DayByDay(data));
        var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var number = 0; number < 3_000; number++)
        {
            var start = first.AddMinutes(random.Next(0, 360 * 1440));
            var term = new Term(random.Next(0, 12), (TermUnit)random.Next(0, 4));
            var used = random.Next(3) == 0 ? TimeSpan.FromMinutes(random.Next(0, 2_000)) : TimeSpan.Zero;
            TimeOnly? cutOff = random.Next(3) == 0 ? new TimeOnly(15, 0) : null;
            var due = quick.Due(start, term, used, cutOff);
            var counted = slow.Due(start, term, used, cutOff);

            Assert.True(due.At == counted, $"Case {number} of seed {seed}: {term} from {start:u} with {used} used and cut-off {cutOff} ends at {due.At:u} and counts to {counted:u}.");
            Assert.Equal(due.Moved.Select(off => off.Day), slow.MovedBy(start, counted, term, used, cutOff).Select(off => off.Day));
            Assert.Equal(quick.WorkingTimeBetween(start, start.AddMinutes(number)), slow.Used(start, start.AddMinutes(number)));
        }
    }

    private static CalendarData Data(string zone, string hours)
    {
        IReadOnlyList<WorkingSession> day = [.. hours.Split(' ').Select(WorkingSession.Parse)];
        return new CalendarData
        {
            Name = "any",
            TimeZone = zone,
            Sessions = Enumerable.Range(1, 5).ToDictionary(weekday => (DayOfWeek)weekday, _ => day),
            Years = [new CalendarYear
            {
                Year = 2026,
                Version = 1,
                PublishedOn = new DateOnly(2025, 12, 1),
                OffDays = [.. "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24".Split(' ')
                    .Select(off => new OffDay { Day = DateOnly.ParseExact($"2026-{off}", "yyyy-MM-dd", CultureInfo.InvariantCulture), Vietnamese = "Nghỉ", English = "Off" })],
                MakeUpDays = [new MakeUpDay { Day = new DateOnly(2026, 8, 22), InPlaceOf = new DateOnly(2026, 8, 31) }],
            }],
        };
    }
}
