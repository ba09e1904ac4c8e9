using System.Net;
using CloudNative.CloudEvents;
using Par.Worker.Intake;

namespace Par.Worker.Tests.Api;

/// <summary>The SDK of CloudEvents as a sender from outside: each of its three ways of sending ends in the same row of the inbox.</summary>
public sealed class CloudEventsTests(PostgreSql postgres)
{
    private const string Child = "048226000001";
    private const string Mother = "048199000012";
    private const string Everything = """
        select concat_ws(' | ', registry, event_uid, kind, subject, locality, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
                         to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), corrects, body ->> 'childName', state, partition)
          from par.inbox order by received_at, event_uid
        """;

    [Theory]
    [InlineData("structured")]
    [InlineData("binary")]
    [InlineData("batch")]
    public async Task An_event_is_in_the_inbox_with_all_that_it_says_when_it_is_acknowledged(string mode)
    {
        await using var host = await ApiHost.Start(postgres);
        var corrected = Guid.NewGuid();
        var life = OutsideSender.Birth(Child, Mother);
        life.Type = "birth.corrected";
        life.Time = new DateTimeOffset(2026, 11, 20, 9, 30, 0, 250, TimeSpan.FromHours(7));
        life["corrects"] = corrected.ToString();
        life["recordedat"] = "2026-11-20T02:31:00.123456Z";

        var reply = await Send(host.Sender, mode, life);

        Assert.Equal((HttpStatusCode.OK, "taken", life.Id), (reply.Status, reply.Only.GetProperty("result").GetString(), reply.Only.GetProperty("eventUid").GetString()));
        Assert.Equal(
            [$"civil-status | {life.Id} | birth.corrected | {Child} | hai-chau | 2026-11-20 02:30:00.250000 | 2026-11-20 02:31:00.123456 | {corrected} | Trần An | waiting | {Partition.Of(Child)}"],
            await host.Rows<string>(Everything));
    }

    [Theory]
    [InlineData("structured")]
    [InlineData("binary")]
    [InlineData("batch")]
    public async Task An_id_that_is_no_UUID_is_an_identity_together_with_its_source(string mode)
    {
        await using var host = await ApiHost.Start(postgres);
        var life = OutsideSender.Birth(Child, Mother, id: "sổ 12/2026 \"A\" 100%");
        life["corrects"] = "sổ 11/2026";

        var reply = await Send(host.Sender, mode, life);

        var uid = NamedUid.Of(OutsideSender.Source, "sổ 12/2026 \"A\" 100%");
        Assert.Equal((HttpStatusCode.OK, "taken"), (reply.Status, reply.Only.GetProperty("result").GetString()));
        Assert.Equal((life.Id, uid), (reply.Only.GetProperty("id").GetString(), reply.Only.GetProperty("eventUid").GetGuid()));
        Assert.Equal([(uid, NamedUid.Of(OutsideSender.Source, "sổ 11/2026"))], await host.Rows<(Guid, Guid)>("select event_uid, corrects from par.inbox"));
    }

    [Fact]
    public async Task What_does_not_say_when_it_was_recorded_was_recorded_when_it_came()
    {
        await using var host = await ApiHost.Start(postgres);

        await host.Sender.SendStructured(OutsideSender.Birth(Child, Mother));

        Assert.Equal([host.Clock.GetUtcNow().UtcDateTime], await host.Rows<DateTime>("select recorded_at from par.inbox"));
    }

    [Fact]
    public async Task A_batch_is_answered_event_by_event_in_its_order()
    {
        await using var host = await ApiHost.Start(postgres);
        var births = Enumerable.Range(0, 1000).Select(i => OutsideSender.Birth($"048226{i:D6}", Mother)).ToList();
        births[3].Subject = "nobody";

        var reply = await host.Sender.SendBatch(births);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(births.Select(birth => birth.Id), reply.Json.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal("quarantined", reply.Results[3]);
        Assert.Equal(999, reply.Results.Count(result => result == "taken"));
        Assert.Equal(1000, await host.Kept());
    }

    [Fact]
    public async Task A_batch_of_nothing_is_taken_with_nothing_in_it()
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.SendText("[]", "application/cloudevents-batch+json");

        Assert.Equal((HttpStatusCode.OK, """{"results":[]}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task The_rounds_are_called_when_something_new_came()
    {
        await using var host = await ApiHost.Start(postgres);

        await host.Sender.SendStructured(OutsideSender.Birth(Child, Mother));

        // The clock stands still, so only a call ends the wait.
        await host.Get<Wake>().Wait(TimeSpan.FromHours(1), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private static Task<Reply> Send(OutsideSender sender, string mode, CloudEvent life) => mode switch
    {
        "structured" => sender.SendStructured(life),
        "binary" => sender.SendBinary(life),
        _ => sender.SendBatch(life),
    };
}
