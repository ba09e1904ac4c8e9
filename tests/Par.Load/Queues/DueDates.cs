using System.Diagnostics;
using System.Globalization;
using Par.Rules.Calendars;

namespace Par.Load.Queues;

/// <summary>
/// How many due dates one core works out in a second, each whole: the moment, the days off that moved it, the publications it stands on.
/// Seconds are those of the processor, all threads of the process together: what else runs on the machine takes nothing away.
/// </summary>
internal sealed record DueDates(double DueDatesPerSecond, double SecondsForTenMillion, double WallSeconds, double BytesEach, long Checksum)
{
    private const int Computations = 10_000_000;
    private const int Drawn = 65_536;
    private const int Seed = 20_260;

    private static readonly Term[] Terms = [
        Term.WorkingMinutes(30), Term.WorkingMinutes(15), Term.WorkingDays(3), Term.WorkingDays(7), Term.SameDay, Term.WorkingHours(8),
        Term.CalendarDays(60), Term.WorkingDays(30),
    ];

    public static DueDates Measure(TextWriter words)
    {
        var calendar = Calendar();
        var random = new Random(Seed);
        var first = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var starts = Array.ConvertAll(new int[Drawn], _ => first.AddMinutes(random.Next(0, 3 * 365 * 1440)));
        var consumed = Array.ConvertAll(new int[Drawn], _ => random.Next(4) == 0 ? TimeSpan.FromMinutes(random.Next(0, 15)) : TimeSpan.Zero);

        // The years are laid out and .NET has made its machine code before anything is counted.
        Run(calendar, starts, consumed, 1_000_000);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        using var process = Process.GetCurrentProcess();
        var (clock, used) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var checksum = Run(calendar, starts, consumed, Computations);
        var wall = clock.Elapsed.TotalSeconds;
        process.Refresh();
        var seconds = (process.TotalProcessorTime - used).TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        var measured = new DueDates(Math.Round(Computations / seconds), Math.Round(seconds, 2), Math.Round(wall, 2), Math.Round((double)bytes / Computations, 1), checksum);
        words.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Computations:N0} due dates of {Terms.Length} terms on one core in {measured.SecondsForTenMillion} s of it ({measured.WallSeconds} s on the wall): {measured.DueDatesPerSecond:N0} a second, {measured.BytesEach} bytes each"));
        return measured;
    }

    private static long Run(WorkingCalendar calendar, DateTimeOffset[] starts, TimeSpan[] consumed, int computations)
    {
        var checksum = 0L;
        for (var i = 0; i < computations; i++)
        {
            var due = calendar.Due(starts[i & (Drawn - 1)], Terms[i & 7], consumed[i & (Drawn - 1)]);
            checksum = unchecked((checksum * 31) + due.At.UtcTicks + due.Moved.Count);
        }

        return checksum;
    }

    /// <summary>Three published years with lunch breaks, a long Tết, swaps and make-up Saturdays.</summary>
    private static WorkingCalendar Calendar()
    {
        IReadOnlyList<WorkingSession> hours = [WorkingSession.Parse("07:30-11:30"), WorkingSession.Parse("13:30-17:30")];
        return new WorkingCalendar(new CalendarData
        {
            Name = "bench",
            TimeZone = "Asia/Ho_Chi_Minh",
            Sessions = Enumerable.Range(1, 5).ToDictionary(weekday => (DayOfWeek)weekday, _ => hours),
            Years = [
                Year(2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04", "04-29"),
                Year(2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26", "05-02"),
                Year(2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24", "08-22", "08-31"),
                Year(2027, "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03", null, null),
            ],
        });
    }

    private static CalendarYear Year(int year, string off, string? madeUp, string? inPlaceOf) => new()
    {
        Year = year,
        Version = 1,
        PublishedOn = new DateOnly(year - 1, 12, 1),
        OffDays = [.. off.Split(' ').Select(day => new OffDay { Day = Day(year, day), Vietnamese = "Nghỉ", English = "Off" })],
        MakeUpDays = madeUp is null ? [] : [new MakeUpDay { Day = Day(year, madeUp), InPlaceOf = Day(year, inPlaceOf!) }],
    };

    private static DateOnly Day(int year, string day) => DateOnly.ParseExact($"{year}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
