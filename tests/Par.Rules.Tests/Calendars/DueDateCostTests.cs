using System.Diagnostics;
using Par.Rules.Calendars;
using static Par.Rules.Tests.Calendars.Desk;

namespace Par.Rules.Tests.Calendars;

/// <summary>A due date is looked up, not counted: however far away it is, it costs about the same, and nothing is allocated for it.</summary>
public sealed class DueDateCostTests
{
    private const int Computations = 20_000;

    [Theory]
    [InlineData("100000 working days")]
    [InlineData("100000 working hours")]
    [InlineData("100000 calendar days")]
    public void A_term_of_centuries_costs_about_what_a_term_of_a_day_costs(string far)
    {
        var (near, distant) = (Term.Parse("1 working day"), Term.Parse(far));
        Time(near);
        Time(distant);

        // In turns, the best of several: what else runs on the machine slows both. Counted day by day it would be tens of thousands of times.
        var times = Enumerable.Range(0, 7).Select(_ => (Near: Time(near), Far: Time(distant))).ToList();

        Assert.InRange(times.Min(time => time.Far) / times.Min(time => time.Near), 0, 25);
    }

    [Fact]
    public void A_due_date_that_no_day_off_moved_allocates_nothing()
    {
        var start = At("2026-03-04 09:15");
        var terms = Array.ConvertAll<string, Term>(["30 working minutes", "7 working days", "10 calendar days", "8 working hours", "same day"], Term.Parse);
        var allocated = long.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var term in terms)
            {
                Vietnam.Due(start, term, TimeSpan.FromMinutes(1));
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static double Time(Term term)
    {
        var start = At("2026-03-04 09:15");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Computations; i++)
        {
            Distant.Due(start, term, TimeSpan.Zero);
        }

        return clock.Elapsed.TotalMilliseconds;
    }

    // Without days off, so that what is compared is the search and not the list of what moved the term; from 2026 to 2500.
    private static WorkingCalendar Distant { get; } = new(VietnamData with { Years = [] });
}
