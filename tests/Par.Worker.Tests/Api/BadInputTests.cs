using System.Net;
using System.Text;

namespace Par.Worker.Tests.Api;

/// <summary>What has an identity is kept, however bad it is; what has none is refused with its place and its mend, and nothing of it is kept.</summary>
public sealed class BadInputTests(PostgreSql postgres)
{
    private const string NotJson = "names a value twice, or is nested more than 64 deep: send one JSON text, as your content type says.";

    private static readonly string Identity = $"\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"{OutsideSender.Source}\"";

    [Theory]
    [InlineData("", $"The body is not JSON from line 1, byte 1 on, {NotJson}")]
    [InlineData("{\"specversion\": \"1.0\",\n \"id\": }", $"The body is not JSON from line 2, byte 8 on, {NotJson}")]
    [InlineData("{} {}", $"The body is not JSON from line 1, byte 4 on, {NotJson}")]
    public async Task A_body_that_is_no_JSON_is_told_by_line_and_byte(string body, string detail)
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.SendText(body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (reply.Status, reply.Message.Content.Headers.ContentType!.MediaType));
        Assert.Equal(detail, reply.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_value_named_twice_a_body_nested_too_deep_half_a_character_and_another_encoding_are_refused()
    {
        await using var host = await ApiHost.Start(postgres);
        var deep = string.Concat(Enumerable.Repeat("[", 70)) + string.Concat(Enumerable.Repeat("]", 70));

        var twice = await host.Sender.SendText(Event("""{"a": 1, "a": 2}"""));
        var tooDeep = await host.Sender.SendText(Event(deep));
        var half = await host.Sender.SendText(Event("""{"\ud800": 1}"""));
        var latin = await host.Sender.SendBytes(Encoding.Latin1.GetBytes(Event("""{"name": "é"}""")));
        var utf16 = await host.Sender.SendText("{}", "application/cloudevents+json; charset=utf-16");

        Assert.All([twice, tooDeep], reply => Assert.EndsWith(NotJson, reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "A name in the body holds half a character (a surrogate without its other half): send names that are text."),
            (half.Status, half.Json.GetProperty("detail").GetString()));
        Assert.Equal("The body is not UTF-8: send it as UTF-8.", latin.Json.GetProperty("detail").GetString());
        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType],
            [twice.Status, tooDeep.Status, latin.Status, utf16.Status]);
        Assert.Equal(0, await host.Kept());
    }

    [Fact]
    public async Task A_batch_with_events_without_identity_is_refused_whole_with_every_place_at_once()
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.SendText(
            $$"""[{{Event("{}")}}, 7, {"specversion": "0.3", "source": "https://elsewhere.example"}, {{Event("{}")}}, {"id": 3}]""",
            "application/cloudevents-batch+json");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("Events without an identity cannot be kept, so nothing of the request was.", reply.Json.GetProperty("detail").GetString());
        Assert.Equal(
            [
                "#/1 must be a JSON object with the attributes of a CloudEvent.",
                "#/2/specversion must be \"1.0\": only events of CloudEvents 1.0 are understood here.",
                "#/2/id must be a text that no other event of this source has, best a UUID.",
                $"#/2/source must be \"{OutsideSender.Source}\", the source that the sender 'hospital' is known by.",
                "#/4/specversion must be \"1.0\": only events of CloudEvents 1.0 are understood here.",
                "#/4/id must be a text that no other event of this source has, best a UUID.",
                $"#/4/source must be \"{OutsideSender.Source}\", the source that the sender 'hospital' is known by.",
            ],
            reply.Mistakes);
        Assert.Equal(0, await host.Kept());
    }

    [Fact]
    public async Task In_binary_mode_the_place_is_a_header()
    {
        await using var host = await ApiHost.Start(postgres);
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("ce-specversion", "1.0");
        content.Headers.TryAddWithoutValidation("ce-source", OutsideSender.Source);

        var reply = await host.Sender.Post(content);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(["ce-id must be a text that no other event of this source has, best a UUID."], reply.Mistakes);
    }

    [Fact]
    public async Task A_batch_that_is_no_list_or_too_long_a_list_is_refused()
    {
        await using var host = await ApiHost.Start(postgres);

        var single = await host.Sender.SendText(Event("{}"), "application/cloudevents-batch+json");
        var tooMany = await host.Sender.SendText($"[{string.Join(',', Enumerable.Repeat(1, 1001))}]", "application/cloudevents-batch+json");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (single.Status, tooMany.Status));
        Assert.Equal(
            "The body is no list: a batch is a JSON array of events. Send a single event as application/cloudevents+json.",
            single.Json.GetProperty("detail").GetString());
        Assert.Equal("The batch holds 1001 events: send at most 1000 at once.", tooMany.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/xml")]
    public async Task Another_content_type_carries_no_events(string type)
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.SendText("{}", type);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (reply.Status, reply.Message.Content.Headers.ContentType!.MediaType));
        Assert.Equal(
            "Send application/cloudevents+json, application/cloudevents-batch+json, or application/json with the event's attributes in ce- headers; in UTF-8.",
            reply.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_MiB_is_read_and_one_byte_more_is_refused_whether_its_length_is_announced_or_not(bool chunked)
    {
        await using var host = await ApiHost.Start(postgres);

        var fits = await host.Sender.Post(OfLength(1024 * 1024), request => request.Headers.TransferEncodingChunked = chunked);
        var tooLong = await host.Sender.Post(OfLength((1024 * 1024) + 1), request => request.Headers.TransferEncodingChunked = chunked);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (fits.Status, tooLong.Status));
        Assert.Equal("The body is longer than 1 MiB: send fewer events at once, and files by reference.", tooLong.Json.GetProperty("detail").GetString());
        Assert.Equal(1, await host.Kept());
    }

    [Theory]
    [InlineData("\"type\": \"birth.registered\", \"time\": \"2026-11-20T02:00:00Z\", \"data\": {}",
        "The subject is not a personal id of 12 digits: the registry must send the event again with the right id.")]
    [InlineData("\"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"data\": {}",
        "The event does not say of what kind it is: the registry must send it again with its kind.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"data\": {}",
        "It does not say when it occurred: the registry must send the event again with its 'time'.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-02-30T02:00:00Z\", \"data\": {}",
        "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00\", \"data\": {}",
        "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"recordedat\": \"yesterday\", \"data\": {}",
        "The moment at which it was recorded is none that a calendar has: the registry must send it again with the right moment.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\"",
        "The body is not a JSON object: the registry must send the event again with named values.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"data\": [1]",
        "The body is not a JSON object: the registry must send the event again with named values.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"data_base64\": \"e30=\"",
        "The body is not a JSON object: the registry must send the event again with named values.")]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"data\": {\"a\": \"\\u0000\"}", NoDatabase)]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"data\": {\"a\": \"\\ud800\"}", NoDatabase)]
    [InlineData("\"type\": \"birth.registered\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"data\": {\"a\": 1e999999}", NoDatabase)]
    [InlineData("\"type\": \"birth.registered\\u0000\", \"subject\": \"048226000001\", \"time\": \"2026-11-20T02:00:00Z\", \"data\": {}",
        "Its 'type' is longer than 200 characters or holds the character U+0000: the registry must send the event again with the right one.")]
    public async Task What_has_an_identity_is_kept_in_quarantine_with_the_reason_and_holds_up_nobody(string rest, string flaw)
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.SendText(
            "[{" + Identity + ", " + rest + "}, " + Usable("2", "{}") + "]",
            "application/cloudevents-batch+json");

        Assert.Equal((HttpStatusCode.OK, flaw), (reply.Status, reply.Json.GetProperty("results")[0].GetProperty("flaw").GetString()));
        Assert.Equal(["quarantined", "taken"], reply.Results);
        Assert.Equal([flaw], await host.Rows<string>("select error from par.inbox where state = 'quarantined'"));
    }

    [Fact]
    public async Task Data_that_no_database_keeps_stands_in_quarantine_as_it_was_sent()
    {
        await using var host = await ApiHost.Start(postgres);

        await host.Sender.SendText(Usable("1", """{"a": "\u0000"}"""));

        Assert.Equal(["{\"a\": \"\\u0000\"}"], await host.Rows<string>("select body ->> 'asSent' from par.inbox"));
    }

    [Fact]
    public async Task A_subject_as_long_as_a_book_is_kept_by_its_beginning()
    {
        await using var host = await ApiHost.Start(postgres);
        var book = string.Concat(Enumerable.Range(0, 2000).Select(_ => Guid.NewGuid().ToString("N")));

        var reply = await host.Sender.SendText("{" + Identity + ", \"subject\": \"" + book + "\"}");

        Assert.Equal((HttpStatusCode.OK, "quarantined"), (reply.Status, reply.Results.Single()));
        Assert.Equal([book[..200]], await host.Rows<string>("select subject from par.inbox"));
    }

    [Fact]
    public async Task What_the_work_database_does_not_take_in_is_not_acknowledged_and_counts_when_it_is_sent_again()
    {
        await using var host = await ApiHost.Start(postgres);
        var life = OutsideSender.Birth("048226000001", "048199000012");
        await host.TakeDatabaseAway();

        var refused = await host.Sender.SendStructured(life);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (refused.Status, refused.Message.Content.Headers.ContentType!.MediaType));
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Message.Headers.RetryAfter!.Delta);
        Assert.Equal(
            "The work database did not take them in, so none of them counts as sent: send the same request again, newly signed.",
            refused.Json.GetProperty("detail").GetString());

        await host.LetDatabaseBack();
        Assert.Equal(0, await host.Kept());
        Assert.Equal(["taken"], (await host.Sender.SendStructured(life)).Results);
    }

    private const string NoDatabase =
        "The data holds the character U+0000, half a character, or a number with more than 300 digits, which no database keeps: "
        + "the registry must send the event again without it.";

    private static ByteArrayContent OfLength(int bytes)
    {
        var whole = Usable("1", """{"file": ""}""");
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(whole[..^3] + new string('a', bytes - whole.Length) + whole[^3..]));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/cloudevents+json");
        return content;
    }

    private static string Event(string data) => "{" + Identity + ", \"data\": " + data + "}";

    private static string Usable(string id, string data) =>
        $"{{\"specversion\": \"1.0\", \"id\": \"{id}\", \"source\": \"{OutsideSender.Source}\", \"type\": \"birth.registered\", \"subject\": \"048226000001\", "
        + $"\"time\": \"2026-11-20T02:00:00Z\", \"data\": {data}}}";
}
