using Dapper;
using Npgsql;
using Par.Load.Faults;
using Par.Worker.Demo;
using Par.Worker.Tests.Demo;
using Par.Worker.Tests.Demo.Reckoning;

namespace Par.Worker.Tests.Faults;

/// <summary>What counts after the faults must itself see what is wrong.</summary>
[Collection(Alone.Name)]
public sealed class CheckerTests(EmptyProvince province) : IClassFixture<EmptyProvince>, IAsyncLifetime
{
    private const string Person = "048226000001";

    private readonly ProvinceDatabases databases = province.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await province.Empty();

    public async ValueTask DisposeAsync() => await Execute("drop schema if exists audit cascade; drop trigger if exists note on par.inbox");

    [Fact]
    public async Task A_later_life_event_that_was_done_with_first_is_seen_and_one_in_order_is_not()
    {
        var audit = new Audit(databases.WorkConnectionString);
        await audit.Install(Cancellation);
        var (early, late) = (await TakenIn("2026-11-01"), await TakenIn("2026-11-02"));
        await Settled();

        await Done(late);
        Assert.Single(await audit.OutOfOrder(Cancellation));

        await Execute("truncate audit.step, par.inbox cascade");
        (early, late) = (await TakenIn("2026-11-01"), await TakenIn("2026-11-02"));
        await Settled();
        await Done(early);
        await Done(late);
        Assert.Empty(await audit.OutOfOrder(Cancellation));
    }

    [Fact]
    public async Task A_life_event_that_was_done_with_twice_is_seen()
    {
        var audit = new Audit(databases.WorkConnectionString);
        await audit.Install(Cancellation);
        var uid = await TakenIn("2026-11-01");
        await Done(uid);
        Assert.Empty(await audit.DoneTwice(Cancellation));

        await Execute("update par.inbox set state = 'waiting', done_at = null");
        await Done(uid);

        Assert.Single(await audit.DoneTwice(Cancellation));
    }

    [Theory]
    [InlineData("birth.registered", "1.004222", "whose birth was annulled")]
    [InlineData("death.registered", "2.002913", "whose death was annulled")]
    public async Task What_stands_open_on_fallen_ground_is_seen(string kind, string procedure, string words)
    {
        var work = new KeptWork(databases);
        await work.Lay();
        await work.Open(procedure, Person);
        await Execute(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, done_at)
            select registry, event_uid, @kind, subject, 0, 'l', now(), now(), now(), '{}', 'done', now() from par.dossier
            """,
            new { kind });

        Assert.Contains(words, Assert.Single(await new Decided(databases).Wrongly(Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_left_undecided_is_seen()
    {
        var uid = await TakenIn("2026-11-01");
        await Execute("insert into par.open_question (registry, event_uid, rule, partition, awaits, next_try_at, asked_at) values ('civil-status', @uid, 'residence.newborn', 0, '{}', now(), now())", new { uid });

        Assert.Single(await new Decided(databases).Wrongly(Cancellation));
    }

    private async Task<Guid> TakenIn(string day)
    {
        var uid = Guid.NewGuid();
        await Execute(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body)
            values ('civil-status', @uid, 'k', @Person, 0, 'l', @day::date, now(), now(), '{}')
            """,
            new { uid, Person, day });
        return uid;
    }

    private Task Done(Guid uid) => Execute("update par.inbox set state = 'done', done_at = now() where event_uid = @uid", new { uid });

    // The count leaves out what was stamped less than half a second before.
    private static async Task Settled()
    {
        var began = TimeProvider.System.GetTimestamp();
        await Eventually.True(() => TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(0.7));
    }

    private async Task Execute(string statement, object? values = null)
    {
        await using var connection = new NpgsqlConnection(databases.WorkConnectionString);
        await connection.ExecuteAsync(statement, values);
    }
}
