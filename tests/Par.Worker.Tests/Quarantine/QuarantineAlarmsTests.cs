using Par.Worker.Intake;
using Par.Worker.Quarantine;

namespace Par.Worker.Tests.Quarantine;

public sealed class QuarantineAlarmsTests(PostgreSql postgres)
{
    private const string Child = "048226000011";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alarm_for_each_registry_counts_what_is_kept_and_is_cleared_when_none_is_left()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var alarms = bench.Get<QuarantineAlarms>();
        await alarms.Look(Cancellation);
        Assert.Empty(await Open(bench));

        var first = await registries.Report("civil-status", "birth.registered", "0482");
        await bench.TakeIn("civil-status", 1);
        await alarms.Look(Cancellation);
        Assert.Equal(["civil-status: 1 life event is in quarantine, the oldest since 2026-11-23 03:00Z: see './par quarantine list --registry civil-status'."], await Open(bench));

        bench.Clock.Now += TimeSpan.FromHours(1);
        var second = await registries.Report("civil-status", "birth.registered", "0483");
        var other = await registries.Report("land", "land-right.transferred", "0482");
        await registries.Report("civil-status", "birth.corrected", Child, corrects: first);
        await bench.TakeIn("civil-status", 3);
        await bench.TakeIn("land", 1);
        await alarms.Look(Cancellation);
        Assert.Equal(
            [
                "civil-status: 2 life events are in quarantine, the oldest since 2026-11-23 03:00Z: see './par quarantine list --registry civil-status'. 1 of them was corrected since: replay what was.",
                "land: 1 life event is in quarantine, the oldest since 2026-11-23 04:00Z: see './par quarantine list --registry land'.",
            ],
            await Open(bench));

        var quarantine = bench.Get<Worker.Quarantine.Quarantine>();
        await quarantine.Replay([new EventKey("civil-status", first)], Cancellation);
        await quarantine.Dismiss([new EventKey("civil-status", second)], "Lan", "Sent again.", Cancellation);
        Assert.Equal(["land: 1 life event is in quarantine, the oldest since 2026-11-23 04:00Z: see './par quarantine list --registry land'."], await Open(bench));
        await quarantine.Dismiss([new EventKey("land", other)], "Lan", "Sent again.", Cancellation);
        Assert.Empty(await Open(bench));
    }

    private static async Task<IReadOnlyList<string>> Open(WorkerBench bench) =>
        [.. (await bench.Get<Worker.Alarms.Alarms>().Open(Cancellation)).Select(alarm => $"{alarm.About}: {alarm.Says}").Order(StringComparer.Ordinal)];
}
