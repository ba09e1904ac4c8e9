using Par.Worker.Brakes;

namespace Par.Worker.Tests.Brakes;

public sealed class RuleHistoryTests
{
    [Theory]
    [InlineData(6, null)]
    [InlineData(7, 40)]
    [InlineData(10, 8)]
    [InlineData(20, 7)]
    [InlineData(28, 7)]
    [InlineData(30, 0)]
    public void A_busy_day_is_one_that_nine_of_ten_days_do_not_pass_quiet_days_counted(int days, int? busy) =>
        Assert.Equal(busy, new RuleHistory(days, [40, 8, 7]).BusyDay);

    [Fact]
    public void A_usual_week_counts_no_day_for_more_than_a_busy_one() =>
        Assert.Equal(8 * 3 * 7.0 / 14, new RuleHistory(14, [4000, 8, 8]).UsualWeek);

    [Theory]
    [InlineData(14, null, 40)]
    [InlineData(14, 3, 3)]
    [InlineData(28, null, 35)]
    [InlineData(3, null, null)]
    [InlineData(3, 3, 3)]
    public void The_rules_own_number_goes_before_its_history_and_without_either_there_is_no_limit(int days, int? perDay, int? allowed) =>
        Assert.Equal(allowed, new RuleHistory(days, [4000, 8, 7]).Allowed(perDay, new BrakeOptions { Factor = 5, Floor = 20 }));
}
