using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Par.Worker.Tests.Api.Spdci;

/// <summary>A notification that says only whom it is about: the record is fetched from the registry, by real HTTP, before anything is acknowledged.</summary>
public sealed class FetchedRecordTests(PostgreSql postgres)
{
    private const string Child = "048226000001";
    private const string Other = "048226000002";
    private const string Mother = "048199000012";

    [Fact]
    public async Task The_record_is_asked_for_in_one_signed_question_and_kept_as_if_it_had_been_told()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings()]);
        registry.Records[Child] = [CivilRegistry.Birth(Child, Mother)];
        registry.Records[Other] = [CivilRegistry.Birth(Other, Mother)];

        var reply = await registry.Tell(
            host.Address, Only("1", Child), Only("2", Other), CivilRegistry.Event("3", CivilRegistry.Birth("048226000003", Mother)));

        NotifyTests.Acknowledged(reply);
        Assert.Equal(
            [$"{Child} B-{Child} waiting", $"{Other} B-{Other} waiting", "048226000003 B-048226000003 waiting"],
            await host.Rows<string>("select concat_ws(' ', subject, body ->> 'registrationNo', state) from par.inbox order by subject"));
        var asked = Assert.Single(registry.Asked);
        Assert.True(CivilRegistry.Us.Signed(asked));
        var header = asked.GetProperty("header");
        Assert.Equal(
            ("search", CivilRegistry.Us.Id, CivilRegistry.Registry.Id, 2),
            (header.GetProperty("action").GetString(), header.GetProperty("sender_id").GetString(), header.GetProperty("receiver_id").GetString(), header.GetProperty("total_count").GetInt32()));
        Assert.Equal(
            ["idtype-value UIN 048226000001", "idtype-value UIN 048226000002"],
            asked.GetProperty("message").GetProperty("search_request").EnumerateArray().Select(one => one.GetProperty("search_criteria")).Select(criteria =>
                $"{criteria.GetProperty("query_type").GetString()} {criteria.GetProperty("query").GetProperty("type").GetString()} {criteria.GetProperty("query").GetProperty("value").GetString()}"));
    }

    [Fact]
    public async Task A_person_of_whom_the_registry_gives_no_record_or_several_is_kept_in_quarantine_with_the_reason()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings()]);
        registry.Records[Other] = [CivilRegistry.Birth(Other, Mother), CivilRegistry.Birth(Other, Mother)];
        registry.Records["048226000003"] = [CivilRegistry.Birth(Child, Mother)];

        NotifyTests.Acknowledged(await registry.Tell(host.Address, Only("1", Child), Only("2", Other), Only("3", "048226000003")));

        const string Flaw = "It tells only of whom, and the registry gave no record of this person, or several: the registry must tell of it again with the record.";
        Assert.Equal(
            [$"{Child} {Flaw}", $"{Other} {Flaw}", $"048226000003 {Flaw}"],
            await host.Rows<string>("select subject || ' ' || error from par.inbox order by subject"));
    }

    [Theory]
    [InlineData(500, "it answered with 500")]
    [InlineData(302, "it answered with 302")]
    [InlineData(200, "its answer is no message of SPDCI")]
    public async Task When_the_registry_gives_no_answer_that_counts_nothing_is_kept_or_acknowledged(int status, string why)
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings()]);
        registry.Failure = status;

        NotAcknowledged(await registry.Tell(host.Address, Only("1", Child)), why);

        Assert.Equal(0, await host.Kept());
        (registry.Failure, registry.Records[Child]) = (null, [CivilRegistry.Birth(Child, Mother)]);
        NotifyTests.Acknowledged(await registry.Tell(host.Address, Only("1", Child)));
        Assert.Equal(1, await host.Kept());
    }

    [Fact]
    public async Task An_answer_that_another_signed_does_not_count()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings()]);
        registry.Records[Child] = [CivilRegistry.Birth(Child, Mother)];
        var told = CivilRegistry.Registry.Envelope(registry.Header("notify"), CivilRegistry.Message(Only("1", Child)), TimeProvider.System.GetUtcNow());
        registry.SignsWith = new SpdciParty(CivilRegistry.Registry.Id, "k1", 8);

        NotAcknowledged(await registry.Post(host.Address, told), "its answer was not signed by it (err.signature.invalid)");

        Assert.Equal(0, await host.Kept());
    }

    [Fact]
    public async Task A_registry_that_is_not_there_and_one_that_never_answers_are_told_apart()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
        await using var registry = await CivilRegistry.Start(clock);
        await using var host = await ApiHost.Start(postgres, clock, [.. registry.Settings()]);
        await using var elsewhere = await ApiHost.Start(postgres, clock, [.. registry.Settings(), ("Api:Spdci:civil-status:Endpoint", "http://127.0.0.1:1")]);
        registry.Silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var waiting = registry.Tell(host.Address, Only("1", Child));
        await registry.Silent.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(6));

        NotAcknowledged(await waiting, "it took longer than 00:00:05");
        NotAcknowledged(await registry.Tell(elsewhere.Address, Only("1", Child)), "it cannot be reached (ConnectionError)");
        Assert.Equal(0, await host.Kept());
    }

    private static JsonObject Only(string reference, string person) =>
        CivilRegistry.Event(reference, new JsonObject { ["@type"] = "CRVS_Person", ["identifier"] = CivilRegistry.Identifier(person) });

    private static void NotAcknowledged(Reply reply, string why)
    {
        NotifyTests.Refused(
            reply,
            "err.service.unavailable",
            $"The records could not be fetched from the registry: {why}. Nothing was kept: tell of it again.",
            HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(5), reply.Message.Headers.RetryAfter!.Delta);
    }
}
