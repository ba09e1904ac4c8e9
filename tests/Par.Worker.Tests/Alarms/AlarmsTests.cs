using Par.Worker.Alarms;

namespace Par.Worker.Tests.Alarms;

public sealed class AlarmsTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alarm_is_raised_once_and_says_what_was_said_last()
    {
        await using var database = await postgres.CreateDatabase();
        var clock = new TestClock(Commune.Wednesday.ToUniversalTime());
        var alarms = new Worker.Alarms.Alarms(database.Source, clock);

        await alarms.Raise(AlarmKind.Brake, "residence.newborn", "12 are held.", Cancellation);
        clock.Now += TimeSpan.FromMinutes(5);
        await alarms.Raise(AlarmKind.Brake, "residence.newborn", "13 are held.", Cancellation);

        var alarm = Assert.Single(await alarms.Open(Cancellation));
        Assert.Equal(
            ("brake", "residence.newborn", "13 are held.", Commune.Wednesday.ToUniversalTime()),
            (alarm.Kind, alarm.About, alarm.Says, alarm.RaisedAt));
    }

    [Fact]
    public async Task A_cleared_alarm_stays_in_the_history_and_can_be_raised_again()
    {
        await using var database = await postgres.CreateDatabase();
        var alarms = new Worker.Alarms.Alarms(database.Source, new TestClock(Commune.Wednesday.ToUniversalTime()));
        await alarms.Raise(AlarmKind.SilentRule, "residence.newborn", "It opened nothing for a week.", Cancellation);

        await alarms.Clear(AlarmKind.SilentRule, "residence.newborn", Cancellation);
        await alarms.Clear(AlarmKind.SilentRule, "residence.newborn", Cancellation);

        Assert.Empty(await alarms.Open(Cancellation));
        await alarms.Raise(AlarmKind.SilentRule, "residence.newborn", "It opened nothing for a week.", Cancellation);
        Assert.Single(await alarms.Open(Cancellation));
        await using var command = database.Source.CreateCommand("select count(*) from par.alarm");
        Assert.Equal(2L, await command.ExecuteScalarAsync(Cancellation));
    }
}
