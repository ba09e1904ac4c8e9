using System.Net;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Api;

/// <summary>However often a life event is sent, and by whichever way: it is in the inbox once.</summary>
public sealed class RepeatedEventsTests(PostgreSql postgres)
{
    private const string Child = "048226000001";
    private const string Mother = "048199000012";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_again_is_known_in_every_mode_and_the_first_stays()
    {
        await using var host = await ApiHost.Start(postgres);
        var life = OutsideSender.Birth(Child, Mother);
        await host.Sender.SendStructured(life);
        life.Type = "birth.annulled";

        var again = new[] { await host.Sender.SendStructured(life), await host.Sender.SendBinary(life), await host.Sender.SendBatch(life) };

        Assert.All(again, reply => Assert.Equal((HttpStatusCode.OK, "known"), (reply.Status, reply.Results.Single())));
        Assert.Equal(["birth.registered"], await host.Rows<string>("select kind from par.inbox"));
    }

    [Fact]
    public async Task Of_an_event_that_stands_twice_in_a_batch_the_first_is_taken()
    {
        await using var host = await ApiHost.Start(postgres);
        var (first, second) = (OutsideSender.Birth(Child, Mother), OutsideSender.Birth("048226000002", Mother));
        second.Id = first.Id!.ToUpperInvariant();

        var reply = await host.Sender.SendBatch(first, second, OutsideSender.Birth("048226000003", Mother), first);

        Assert.Equal(["taken", "known", "taken", "known"], reply.Results);
        Assert.Equal([Child, "048226000003"], await host.Rows<string>("select subject from par.inbox order by subject"));
    }

    [Fact]
    public async Task A_flaw_of_what_is_sent_again_is_still_told()
    {
        await using var host = await ApiHost.Start(postgres);
        var life = OutsideSender.Birth("nobody", Mother);
        var first = await host.Sender.SendStructured(life);

        var again = await host.Sender.SendStructured(life);

        Assert.Equal(["quarantined", "known"], [first.Results.Single(), again.Results.Single()]);
        Assert.Equal(first.Only.GetProperty("flaw").GetString(), again.Only.GetProperty("flaw").GetString());
    }

    [Fact]
    public async Task Many_requests_at_once_with_the_same_events_in_any_order_take_each_in_once_and_never_lock_each_other_out()
    {
        await using var host = await ApiHost.Start(postgres);
        var births = Enumerable.Range(0, 200).Select(i => OutsideSender.Birth($"048226{i:D6}", Mother)).ToList();

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(seed =>
        {
            var shuffled = births.ToArray();
            new Random(seed).Shuffle(shuffled);
            return host.Sender.SendBatch(shuffled);
        }));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        Assert.Equal(200, replies.Sum(reply => reply.Results.Count(result => result == "taken")));
        Assert.Equal(200, await host.Kept());
    }

    [Fact]
    public async Task What_the_feed_has_brought_is_known_when_it_is_sent_and_the_other_way_round()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var byFeed = await registries.Report("civil-status", "birth.registered", Child);
        await bench.TakeIn("civil-status", 1);

        var sent = await Send(bench, byFeed);
        var byHttp = Guid.NewGuid();
        var first = await Send(bench, byHttp);
        await registries.Report("civil-status", "birth.registered", Child, uid: byHttp);
        await Eventually.True(async () =>
        {
            await bench.Get<FeedIntake>().TakeNext(bench.Registry("civil-status"), Cancellation);
            return await bench.Scalar<int>("select duplicates::int from par.intake_cursor") == 1;
        });

        Assert.Equal((false, true), (sent.IsNew, first.IsNew));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    private static async Task<Taken> Send(WorkerBench bench, Guid uid) => (await bench.Get<SentIntake>().TakeIn(
        "civil-status",
        [
            new FeedRow
            {
                Position = FeedPosition.Start,
                EventUid = uid,
                Kind = "birth.registered",
                Subject = Child,
                Locality = "hai-chau",
                OccurredAt = LinkedRegistries.Confirmed.UtcDateTime,
                RecordedAt = LinkedRegistries.Confirmed.UtcDateTime,
                Corrects = null,
                Body = "{}",
            },
        ],
        Cancellation)).Single();
}
