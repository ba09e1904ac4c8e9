using System.Net;
using System.Text;
using Dapper;
using Microsoft.Extensions.Options;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.Tests.Desk;

namespace Par.Worker.Tests.Api;

/// <summary>A portal passes on what people say, over real HTTP.</summary>
public sealed class AnswersTests(PostgreSql postgres)
{
    private const string Secret = "a-secret-of-the-portal-0123456789abcdef";

    [Fact]
    public async Task A_yes_puts_the_dossier_before_the_officers_and_the_same_message_counts_once()
    {
        await using var host = await Start();
        var dossier = await host.Open(level: 2, requestNeeded: true);
        var said = await Says(host, dossier, "yes", """ "request": "12/ĐN" """);

        var first = await Post(host, said);
        var again = await Post(host, said);

        Assert.Equal(("recorded", "queued"), (first.Text("result"), first.Text("state")));
        Assert.Equal(("known", "queued"), (again.Text("result"), again.Text("state")));
        Assert.Equal("queued", await host.StateOf(dossier));
        Assert.Equal(["accepted vneId 12/ĐN " + DeskHost.Subject], await Changes(host, dossier));
    }

    [Fact]
    public async Task Many_at_once_with_one_id_count_once()
    {
        await using var host = await Start();
        var dossier = await host.Open(level: 2);
        var said = await Says(host, dossier, "no", """ "reason": "Không cần." """);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(host, said)));

        Assert.Equal(7, replies.Count(reply => reply.Text("result") == "known"));
        Assert.All(replies, reply => Assert.Equal("declined", reply.Text("state")));
        Assert.Single(await Changes(host, dossier));
    }

    [Fact]
    public async Task An_objection_opens_what_was_over_for_an_officer()
    {
        await using var host = await Start();
        var dossier = await host.Open(level: 2);
        await Post(host, await Says(host, dossier, "no", """ "reason": null """));

        var objection = await Says(host, dossier, "objection", """ "reason": "Tôi đã bấm nhầm." """);
        var (first, again) = (await Post(host, objection), await Post(host, objection));

        Assert.Equal(("recorded", "queued"), (first.Text("result"), first.Text("state")));
        Assert.NotNull(first.Text("dueAt"));
        Assert.Equal("known", again.Text("result"));
        Assert.Equal(2, (await Changes(host, dossier)).Count);
        Assert.NotNull(await host.Get<AgencyQueues>().ClaimNext(DeskHost.Police, "an", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_objection_to_what_was_approved_is_looked_at_again_and_counts_once_with_its_id()
    {
        await using var host = await Start();
        var dossier = await host.Open();
        var claim = (await host.Get<AgencyQueues>().ClaimNext(DeskHost.Police, "an", TestContext.Current.CancellationToken))!;
        await host.Get<Par.Worker.Outcomes.Outcomes>().Complete(dossier, "an", claim.Attempt, Decision.Approved, null, TestContext.Current.CancellationToken);

        var objection = await Says(host, dossier, "objection", """ "reason": "Sai địa chỉ." """);
        var replies = new[] { await Post(host, objection), await Post(host, objection) };

        Assert.Equal(["recorded approved", "known approved"], replies.Select(reply => $"{reply.Text("result")} {reply.Text("state")}"));
        Assert.Single(await Changes(host, dossier), change => change.StartsWith("objected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_those_who_were_told_of_a_dossier_answer_for_it_under_any_of_their_ids()
    {
        await using var host = await Start();
        var dossier = await host.Open(level: 2);

        var other = await Post(host, await Says(host, dossier, "no", person: "048199000777"));
        Assert.Equal((HttpStatusCode.NotFound, "No dossier of this number concerns this person: check both. Only those who were told of a dossier answer for it."), (other.Status, other.Text("detail")));
        Assert.Equal("prepared", await host.StateOf(dossier));

        var merger = (await host.Keep()).Split('/')[1];
        await using (var connection = await host.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync(
                """
                insert into par.merged_id (former, into_id, person, partition, registry, event_uid, merged_at)
                values (@Subject, '048199000777', '048199000777', 3, 'civil-status', @merger::uuid, now())
                """,
                new { DeskHost.Subject, merger });
        }

        var merged = await Post(host, await Says(host, dossier, "no", person: "048199000777"));
        Assert.Equal(("recorded", "declined"), (merged.Text("result"), merged.Text("state")));
    }

    [Fact]
    public async Task What_the_dossier_does_not_take_is_said_in_the_words_for_the_person()
    {
        await using var host = await Start();
        var (needed, queued) = (await host.Open(level: 2, requestNeeded: true), await host.Open());

        var without = await Post(host, await Says(host, needed, "yes"));
        var notAsked = await Post(host, await Says(host, queued, "no"));
        var open = await Post(host, await Says(host, queued, "objection", """ "reason": "Sai." """));

        Assert.All([without, notAsked, open], reply => Assert.Equal(HttpStatusCode.Conflict, reply.Status));
        Assert.StartsWith("Luật cần văn bản đề nghị", without.Json.GetProperty("words").GetProperty("vi").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("The law wants a written request", without.Text("detail"), StringComparison.Ordinal);
        Assert.StartsWith("This dossier does not await", notAsked.Text("detail"), StringComparison.Ordinal);
        Assert.StartsWith("This dossier is still open", open.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, "The body is no JSON: line 1, byte 2.")]
    [InlineData("[]", HttpStatusCode.BadRequest, "The body must be a JSON object with id, number, person and says.")]
    public async Task What_is_no_answer_is_refused(string body, HttpStatusCode status, string detail)
    {
        await using var host = await Start();

        var reply = await Post(host, body);

        Assert.Equal((status, detail), (reply.Status, reply.Text("detail")));
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_answer_is_said_at_once()
    {
        await using var host = await Start();

        var reply = await Post(host, $$"""{"id": 7, "number": "", "person": "12", "says": "maybe", "request": 3, "reason": "{{new string('a', 4001)}}"}""");
        var objection = await Post(host, """{"id": "0d6a6f0e-6d3f-4d0c-9b1e-3a1f0c6f5f11", "number": "H17.1-261120-0001", "person": "048199000012", "says": "objection", "reason": "a\u0000"}""");
        var wordless = await Post(host, """{"id": "0d6a6f0e-6d3f-4d0c-9b1e-3a1f0c6f5f11", "number": "H17.1-261120-0001", "person": "048199000012", "says": "objection", "reason": " "}""");

        Assert.Equal(
            [
                "/id must be a UUID that the portal gives to this and to nothing else.",
                "/number must be the number of the dossier, such as H57.132-260804-0583.",
                "/person must be the personal id of who says it: 12 digits.",
                "/says must be yes, no or objection.",
                "/request must be a text of at most 200 characters, without U+0000.",
                "/reason must be a text of at most 4000 characters, without U+0000.",
            ],
            reply.Mistakes);
        Assert.Equal(["/reason must be a text of at most 4000 characters, without U+0000."], objection.Mistakes);
        Assert.Equal(["/reason must say what the person objects to; the officer who looks again reads it."], wordless.Mistakes);
    }

    [Fact]
    public async Task Nobody_answers_for_people_who_is_no_portal_of_the_settings()
    {
        await using var host = await Start();
        var dossier = await host.Open(level: 2);
        var said = await Says(host, dossier, "no");

        var unsigned = await Post(host, said, secret: null);
        var wrong = await Post(host, said, secret: "another-secret-that-nobody-gave-out-1234");
        var late = await Post(host, said, at: host.Clock.GetUtcNow() - TimeSpan.FromMinutes(6));
        var sender = await Post(host, said, name: "hospital", secret: OutsideSender.Secret);

        Assert.All([unsigned, wrong, late, sender], reply => Assert.Equal(HttpStatusCode.Unauthorized, reply.Status));
        Assert.Equal("prepared", await host.StateOf(dossier));
    }

    [Fact]
    public async Task Portals_that_cannot_be_are_said_at_start_at_once()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.Start(
            postgres, ("Api:Portals:hospital:Channel", "Phone"), ("Api:Portals:vneid:Secrets:0", "short")));

        Assert.Equal(
            [
                "Api:Portals:hospital has the name of a sender of life events: give the portal another name, and other secrets.",
                "Api:Portals:hospital:Channel must be portal or vneId: what comes over HTTP was said nowhere else. Leave it out for portal.",
                "Api:Portals:hospital:Secrets must hold at least one secret of 32 bytes or more. Make one with 'openssl rand -base64 48'.",
                "Api:Portals:vneid:Secrets:0 must be at least 32 bytes long. Make one with 'openssl rand -base64 48'.",
            ],
            wrong.Failures);
    }

    private Task<DeskHost> Start() => DeskHost.Start(
        postgres,
        ("Api:Portals:vneid:Channel", "vneId"),
        ("Api:Portals:vneid:Secrets:0", Secret),
        ("Api:Senders:hospital:Registry", OutsideSender.Registry),
        ("Api:Senders:hospital:Source", OutsideSender.Source),
        ("Api:Senders:hospital:Secrets:0", OutsideSender.Secret));

    private static async Task<string> Says(DeskHost host, Guid dossier, string says, string more = "\"reason\": null", string person = DeskHost.Subject)
    {
        await using var connection = await host.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var number = await connection.QuerySingleAsync<string>("select number from par.dossier where id = @dossier", new { dossier });
        return $$"""{"id": "{{Guid.NewGuid()}}", "number": "{{number}}", "person": "{{person}}", "says": "{{says}}", {{more}}}""";
    }

    private static async Task<Reply> Post(DeskHost host, string body, string name = "vneid", string? secret = Secret, DateTimeOffset? at = null)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/answers", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Par-Sender", name);
        if (secret is not null)
        {
            request.Headers.Add("Signature", OutsideSender.Sign(Encoding.UTF8.GetBytes(body), at ?? host.Clock.GetUtcNow(), secret));
        }

        var message = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(message.StatusCode, await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), message);
    }

    private static async Task<IReadOnlyList<string>> Changes(DeskHost host, Guid dossier)
    {
        await using var connection = await host.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return [.. await connection.QueryAsync<string>(
            """
            select concat_ws(' ', change, detail ->> 'channel', detail ->> 'request', actor)
              from par.dossier_change
             where dossier = @dossier and detail ? 'message'
             order by position
            """,
            new { dossier })];
    }
}
