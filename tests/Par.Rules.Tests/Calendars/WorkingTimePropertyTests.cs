using CsCheck;
using Par.Rules.Calendars;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

/// <summary>The calendar against a count minute by minute, over 2024 to 2026 with its Tết, make-up Saturdays and year ends.</summary>
public sealed class WorkingTimePropertyTests(WorkingTimePropertyTests.Slowly slowly) : IClassFixture<WorkingTimePropertyTests.Slowly>
{
    private const int Cases = 10_000;

    private static readonly TimeOnly?[] CutOffs = [null, new(15, 0), new(9, 30), new(17, 45)];

    private MinuteByMinute Slow => slowly.Count;

    private Gen<int> Minute => Gen.Frequency(
        (6, Gen.Int[0, Slow.Minutes - 1]),
        (1, Around("2024-02-07 00:00", days: 10)),
        (1, Around("2024-04-26 00:00", days: 10)),
        (1, Around("2025-12-29 00:00", days: 14)),
        (1, Around("2026-02-12 00:00", days: 12)));

    [Fact]
    public void Working_time_between_two_moments_is_the_open_minutes_between_them() =>
        Gen.Select(Minute, Gen.Int[0, 40 * 1440]).Sample(
            (from, length) =>
            {
                var until = Math.Min(from + length, Slow.Minutes);
                Assert.Equal(
                    TimeSpan.FromMinutes(Slow.OpenMinutes(from, until)),
                    Vietnam.WorkingTimeBetween(Slow.Moment(from), Slow.Moment(until)));
            },
            iter: Cases);

    [Fact]
    public void Working_minutes_end_where_counting_them_ends() =>
        Gen.Select(Minute, Gen.Frequency((1, Gen.Const(0)), (5, Gen.Int[0, 600]), (5, Gen.Int[0, 12_000]), (2, Gen.Int[1, 40].Select(half => half * 240)))).Sample(
            (start, budget) => SameOrPastTheEnd(
                Slow.DueAfterMinutes(start, budget),
                Vietnam.Due(Slow.Moment(start), Term.WorkingMinutes(budget), TimeSpan.Zero)),
            iter: Cases);

    [Fact]
    public void Working_days_end_where_counting_them_ends() =>
        Gen.Select(Minute, Gen.Int[0, 25], Gen.Int[0, CutOffs.Length - 1].Select(cutOff => CutOffs[cutOff])).Sample(
            (start, days, cutOff) => SameOrPastTheEnd(
                Slow.DueAfterDays(start, days, cutOff),
                Vietnam.Due(Slow.Moment(start), Term.WorkingDays(days), TimeSpan.Zero, cutOff)),
            iter: Cases);

    [Fact]
    public void Calendar_days_end_at_the_closing_of_the_first_working_day_from_the_last() =>
        Gen.Select(Minute, Gen.Int[0, 90]).Sample(
            (start, days) =>
            {
                var due = Vietnam.Due(Slow.Moment(start), Term.CalendarDays(days), TimeSpan.Zero);
                var day = DateOnly.FromDateTime(Slow.Moment(start).DateTime).AddDays(days);
                while (!MinuteByMinute.Hours(VietnamData, day).Any())
                {
                    day = day.AddDays(1);
                }

                Assert.Equal(new DateTimeOffset(day, new TimeOnly(17, 30), TimeSpan.FromHours(7)), due.At);
            },
            iter: Cases);

    [Fact]
    public void A_wait_in_between_changes_nothing_of_the_working_time_an_agency_has() =>
        Gen.Select(Minute, Gen.Int[1, 5_000], Gen.Int[0, 5_000], Gen.Int[0, 20_000]).Sample(
            (start, budget, firstStretch, wait) =>
            {
                var term = Term.WorkingMinutes(budget);
                var pause = Slow.Moment(start + Math.Min(firstStretch, Slow.Minutes));
                var resume = pause.AddMinutes(wait);
                var consumed = Vietnam.WorkingTimeBetween(Slow.Moment(start), pause);

                var due = Vietnam.Due(resume, term, consumed);

                Assert.Equal(TimeSpan.FromMinutes(budget), consumed + Vietnam.WorkingTimeBetween(resume, due.At));
            },
            iter: Cases);

    [Fact]
    public void W_never_runs_back_and_its_inverse_is_the_first_moment_of_its_value() =>
        Gen.Select(Minute, Gen.Long[0, TimeSpan.TicksPerMinute], Gen.Long[1, TimeSpan.TicksPerHour]).Sample(
            (minute, ticks, later) =>
            {
                var moment = Slow.Moment(minute).AddTicks(ticks);
                var working = Vietnam.WorkingTimeUntil(moment);
                var first = Vietnam.MomentOf(working);

                Assert.True(Vietnam.WorkingTimeUntil(moment.AddTicks(later)) >= working);
                Assert.True(first <= moment);
                Assert.Equal(working, Vietnam.WorkingTimeUntil(first));
                Assert.True(Vietnam.WorkingTimeUntil(first.AddTicks(-1)) < working);
            },
            iter: Cases);

    [Fact]
    public void One_more_day_off_never_makes_a_term_shorter_and_is_named_when_it_moved_it() =>
        Gen.Select(Minute, Gen.Int[0, 15], Gen.Int[-3, 30]).Sample(
            (start, days, ahead) =>
            {
                var off = DateOnly.FromDateTime(Slow.Moment(start).DateTime).AddDays(ahead);
                if (off.Year > 2026 || off.Year < 2024 || VietnamData.Years.Any(year => year.OffDays.Any(known => known.Day == off) || year.MakeUpDays.Any(made => made.Day == off)))
                {
                    return;
                }

                var added = new OffDay { Day = off, Vietnamese = "Nghỉ bão", English = "Storm" };
                var stormy = new WorkingCalendar(VietnamData with
                {
                    Years = [.. VietnamData.Years.Select(year => year.Year == off.Year ? year with { OffDays = [.. year.OffDays, added] } : year)],
                });

                var before = Vietnam.Due(Slow.Moment(start), Term.WorkingDays(days), TimeSpan.Zero);
                var after = stormy.Due(Slow.Moment(start), Term.WorkingDays(days), TimeSpan.Zero);

                Assert.True(after.At >= before.At);
                Assert.Equal(after.At > before.At, after.Moved.Contains(added));
            },
            iter: 2_000);

    private static Gen<int> Around(string start, int days)
    {
        var first = (int)(At(start) - Slowly.Start).TotalMinutes;
        return Gen.Int[first, first + (days * 1440)];
    }

    private static void SameOrPastTheEnd(DateTimeOffset? slow, DueDate due)
    {
        if (slow is { } expected)
        {
            Assert.Equal(expected, due.At);
        }
        else
        {
            Assert.True(due.At >= Slowly.Start.AddDays(Slowly.Days - 1));
        }
    }

    public sealed class Slowly
    {
        internal const int Days = 366 + 365 + 365;
        internal static readonly DateTimeOffset Start = At("2024-01-01 00:00");

        internal MinuteByMinute Count { get; } = new(VietnamData, Start, Days);
    }
}
