using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Par.Worker.Tests.Api.Spdci;

/// <summary>A registry whose settings say so is asked at start to tell of its events; what came of it comes back over HTTP.</summary>
public sealed class SubscriptionTests(PostgreSql postgres)
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task It_is_asked_once_in_a_signed_message_that_says_of_which_events_and_records_and_where_to_answer()
    {
        await using var registry = await CivilRegistry.Start(clock);
        await using var host = await ApiHost.Start(
            postgres,
            clock,
            [
                .. registry.Settings(),
                ("Api:Spdci:civil-status:Subscribe", "true"),
                ("Api:Spdci:civil-status:CallbackUri", "https://par.example/api/spdci/registry/on-subscribe"),
                ("Api:Spdci:civil-status:Events:0:Filter:0:Attribute", "locality"),
                ("Api:Spdci:civil-status:Events:0:Filter:0:Value", "hai-chau"),
            ]);

        await Eventually.True(() => host.Log.Any(line => line == "Asked registry civil-status to tell of 1 kinds of events"));

        var asked = Assert.Single(registry.Asked);
        Assert.True(CivilRegistry.Us.Signed(asked));
        Assert.Equal("subscribe", asked.GetProperty("header").GetProperty("action").GetString());
        Assert.Equal("https://par.example/api/spdci/registry/on-subscribe", asked.GetProperty("header").GetProperty("sender_uri").GetString());
        Assert.Equal(
            """{"version":"1.0.0","reg_type":"ns:org:RegistryType:Civil","reg_event_type":"spdci-common:RegistryEventType:LiveBirth","filter_type":"predicate","filter":[{"seq_num":1,"expression1":{"attribute_name":"locality","operator":"eq","attribute_value":"hai-chau"},"condition":"and"}],"notify_record_type":"spdci-extensions-dci:Person"}""",
            asked.GetProperty("message").GetProperty("subscribe_request")[0].GetProperty("subscribe_criteria").GetRawText());
    }

    [Theory]
    [InlineData(503, "Registry civil-status did not take the subscription: it answered with 503; it is asked again")]
    [InlineData(null, "Registry civil-status did not take the subscription: it refused (err.receiver_id.invalid: Who is that?); it is asked again")]
    public async Task A_registry_that_does_not_take_the_question_is_asked_again(int? failure, string says)
    {
        await using var registry = await CivilRegistry.Start(clock);
        registry.Failure = failure;
        registry.Objection = failure is null ? "Who is that?" : null;
        await using var host = await ApiHost.Start(postgres, clock, [.. registry.Settings(), ("Api:Spdci:civil-status:Subscribe", "true")]);
        await Eventually.True(() => host.Log.Contains(says));

        (registry.Failure, registry.Objection) = (null, null);
        await Eventually.True(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return host.Log.Any(line => line == "Asked registry civil-status to tell of 1 kinds of events");
        });

        Assert.Equal(2, registry.Asked.Count);
    }

    [Fact]
    public async Task Nobody_is_asked_whose_settings_do_not_say_so()
    {
        await using var registry = await CivilRegistry.Start(clock);
        await using var host = await ApiHost.Start(postgres, clock, [.. registry.Settings()]);

        await registry.Tell(host.Address, CivilRegistry.Event("1", CivilRegistry.Birth("048226000001", "048199000012")));

        Assert.Empty(registry.Asked);
    }

    [Theory]
    [InlineData("succ", null, "Registry civil-status tells of spdci-common:RegistryEventType:LiveBirth from now on")]
    [InlineData("rjct", "rjct.event.already_subscribed", "Registry civil-status tells of spdci-common:RegistryEventType:LiveBirth from now on")]
    [InlineData("rjct", "rjct.notify_types.invalid", "Registry civil-status refused the subscription to spdci-common:RegistryEventType:LiveBirth: rjct.notify_types.invalid No such event.; it is asked again")]
    public async Task What_came_of_it_is_acknowledged_and_logged(string status, string? reason, string says)
    {
        await using var registry = await CivilRegistry.Start(clock);
        await using var host = await ApiHost.Start(postgres, clock, [.. registry.Settings()]);
        var response = new JsonObject
        {
            ["reference_id"] = CivilRegistry.LiveBirth,
            ["timestamp"] = clock.GetUtcNow(),
            ["status"] = status,
            ["status_reason_code"] = reason,
            ["status_reason_message"] = reason is null ? null : "No such event.",
        };
        var message = new JsonObject { ["transaction_id"] = "1", ["correlation_id"] = "2", ["subscribe_response"] = new JsonArray(response) };

        NotifyTests.Acknowledged(await Answer(CivilRegistry.Registry, message));
        NotifyTests.Refused(
            await Answer(new SpdciParty(CivilRegistry.Registry.Id, "k1", 8), message),
            "err.signature.invalid",
            "No registry of this id makes this signature: check its id, its key, and that header and message were signed exactly as they stand in the body.");
        NotifyTests.Refused(
            await Answer(CivilRegistry.Registry, []), "err.request.bad", "The message must have a list 'subscribe_response'.", HttpStatusCode.BadRequest);

        Assert.Single(host.Log, says);

        Task<Reply> Answer(SpdciParty by, JsonObject said) =>
            registry.Post(host.Address, by.Envelope(registry.Header("on-subscribe"), said, clock.GetUtcNow()), "on-subscribe");
    }

    [Fact]
    public async Task A_refusal_that_comes_afterwards_is_an_alarm_and_is_asked_again_until_the_registry_tells_of_the_events()
    {
        await using var registry = await CivilRegistry.Start(clock);
        await using var host = await ApiHost.Start(postgres, clock, [.. registry.Settings(), ("Api:Spdci:civil-status:Subscribe", "true")]);
        await Eventually.True(() => registry.Asked.Count == 1);

        NotifyTests.Acknowledged(await Outcome(registry, host, "rjct", "rjct.filter.invalid"));

        Assert.Equal(
            ["civil-status/spdci-common:RegistryEventType:LiveBirth: The registry refused to tell of these events (rjct.filter.invalid): none of them comes from it. "
                + "It is asked again, ever more seldom, for 1.00:00:00; mend Api:Spdci:civil-status or let the registry mend its side, and after that time start again."],
            await Alarms(host));
        await Eventually.True(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return registry.Asked.Count == 2;
        });

        NotifyTests.Acknowledged(await Outcome(registry, host, "succ", null));
        Assert.Equal([], await Alarms(host));
    }

    [Fact]
    public async Task A_registry_that_never_takes_the_question_is_asked_for_so_long_and_then_the_alarm_says_that_it_is_over()
    {
        await using var registry = await CivilRegistry.Start(clock);
        registry.Failure = 503;
        await using var host = await ApiHost.Start(
            postgres, clock, [.. registry.Settings(), ("Api:Spdci:civil-status:Subscribe", "true"), ("Api:Spdci:civil-status:SubscribeFor", "00:01:00")]);
        await Eventually.True(async () => (await Alarms(host)).Count == 1);
        Assert.Equal(
            ["civil-status: The registry did not take the subscription: it answered with 503. It is asked again, ever more seldom; until then it does not tell of its events. See Api:Spdci:civil-status."],
            await Alarms(host));

        await Eventually.True(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return (await Alarms(host)).Single().Contains("in vain, and is not asked any more", StringComparison.Ordinal);
        });

        var asked = registry.Asked.Count;
        Assert.InRange(asked, 3, 8);
        clock.Advance(TimeSpan.FromHours(1));
        await Eventually.True(() => host.Log.Any(line => line.Contains("it is not asked any more", StringComparison.Ordinal)));
        Assert.Equal(asked, registry.Asked.Count);
    }

    private static Task<IReadOnlyList<string>> Alarms(ApiHost host) =>
        host.Rows<string>("select about || ': ' || says from par.alarm where kind = 'subscription' and cleared_at is null");

    private Task<Reply> Outcome(CivilRegistry registry, ApiHost host, string status, string? reason)
    {
        var response = new JsonObject { ["reference_id"] = CivilRegistry.LiveBirth, ["timestamp"] = clock.GetUtcNow(), ["status"] = status, ["status_reason_code"] = reason };
        var message = new JsonObject { ["transaction_id"] = "1", ["correlation_id"] = "2", ["subscribe_response"] = new JsonArray(response) };
        return registry.Post(host.Address, CivilRegistry.Registry.Envelope(registry.Header("on-subscribe"), message, clock.GetUtcNow()), "on-subscribe");
    }
}
