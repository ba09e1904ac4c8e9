using System.Globalization;
using Par.Rules.Calendars;

namespace Par.Rules.Tests.Calendars;

/// <summary>The calendars these tests speak of, written out as the law book does.</summary>
internal static class Desk
{
    public static readonly IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingSession>> Weekdays = Week("07:30-11:30", "13:30-17:30");

    public static CalendarYear Year2024 => new()
    {
        Year = 2024,
        Version = 1,
        PublishedOn = new(2023, 11, 22),
        OffDays = [
            Off("2024-01-01", "Tết Dương lịch", "New Year's Day"),
            .. Tet("2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14"),
            Off("2024-04-18", "Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day"),
            Off("2024-04-29", "Nghỉ hoán đổi", "Day off swapped with Saturday 4 May"),
            Off("2024-04-30", "Ngày Chiến thắng", "Reunification Day"),
            Off("2024-05-01", "Quốc tế Lao động", "Labour Day"),
            Off("2024-09-02", "Quốc khánh", "National Day"),
            Off("2024-09-03", "Quốc khánh", "National Day"),
        ],
        MakeUpDays = [new() { Day = Day("2024-05-04"), InPlaceOf = Day("2024-04-29") }],
    };

    public static CalendarYear Year2025 => new()
    {
        Year = 2025,
        Version = 1,
        PublishedOn = new(2024, 11, 26),
        OffDays = [
            Off("2025-01-01", "Tết Dương lịch", "New Year's Day"),
            .. Tet("2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"),
            Off("2025-04-07", "Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day"),
            Off("2025-04-30", "Ngày Chiến thắng", "Reunification Day"),
            Off("2025-05-01", "Quốc tế Lao động", "Labour Day"),
            Off("2025-05-02", "Nghỉ hoán đổi", "Day off swapped with Saturday 26 April"),
            Off("2025-09-01", "Quốc khánh", "National Day"),
            Off("2025-09-02", "Quốc khánh", "National Day"),
        ],
        MakeUpDays = [new() { Day = Day("2025-04-26"), InPlaceOf = Day("2025-05-02") }],
    };

    /// <summary>2026 as it was first published, before 2 January was given off.</summary>
    public static CalendarYear Year2026 => new()
    {
        Year = 2026,
        Version = 1,
        PublishedOn = new(2025, 11, 20),
        OffDays = [
            Off("2026-01-01", "Tết Dương lịch", "New Year's Day"),
            .. Tet("2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"),
            Off("2026-04-27", "Giỗ Tổ Hùng Vương (nghỉ bù)", "Hung Kings' Commemoration Day (in lieu)"),
            Off("2026-04-30", "Ngày Chiến thắng", "Reunification Day"),
            Off("2026-05-01", "Quốc tế Lao động", "Labour Day"),
            Off("2026-08-31", "Nghỉ hoán đổi", "Day off swapped with Saturday 22 August"),
            Off("2026-09-01", "Quốc khánh", "National Day"),
            Off("2026-09-02", "Quốc khánh", "National Day"),
            Off("2026-11-24", "Ngày Văn hóa Việt Nam", "Vietnam Culture Day"),
        ],
        MakeUpDays = [new() { Day = Day("2026-08-22"), InPlaceOf = Day("2026-08-31") }],
    };

    /// <summary>2026 as it was published again a week before the year: 2 January off, Saturday 10 January worked.</summary>
    public static CalendarYear Year2026Again => Year2026 with
    {
        Version = 2,
        PublishedOn = new(2025, 12, 25),
        OffDays = [.. Year2026.OffDays, Off("2026-01-02", "Nghỉ hoán đổi", "Day off swapped with Saturday 10 January")],
        MakeUpDays = [.. Year2026.MakeUpDays, new() { Day = Day("2026-01-10"), InPlaceOf = Day("2026-01-02"), PublishedOn = new(2025, 12, 25) }],
    };

    public static CalendarData VietnamData => new()
    {
        Name = "vn-public",
        TimeZone = "Asia/Ho_Chi_Minh",
        Sessions = Weekdays,
        Years = [Year2024, Year2025, Year2026Again],
    };

    public static WorkingCalendar Vietnam { get; } = new(VietnamData);

    public static IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingSession>> Week(params string[] sessions) =>
        Enumerable.Range(1, 5).ToDictionary(
            weekday => (DayOfWeek)weekday,
            _ => (IReadOnlyList<WorkingSession>)[.. sessions.Select(WorkingSession.Parse)]);

    public static OffDay Off(string day, string vietnamese, string english) => new() { Day = Day(day), Vietnamese = vietnamese, English = english };

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment by the clock on a desk in Vietnam.</summary>
    public static DateTimeOffset At(string local) =>
        new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

    public static DueDate Due(string start, string term, string? cutOff = null, TimeSpan consumed = default) =>
        Vietnam.Due(At(start), Term.Parse(term), consumed, cutOff is null ? null : TimeOnly.Parse(cutOff, CultureInfo.InvariantCulture));

    private static IEnumerable<OffDay> Tet(params string[] days) => days.Select(day => Off(day, "Tết Nguyên đán", "Lunar New Year"));
}
