using System.Net;
using System.Text.Json.Nodes;
using Par.Worker.Intake;

namespace Par.Worker.Tests.Api.Spdci;

/// <summary>A registry that speaks SPDCI tells of vital events: each is one life event of the catalogue, acknowledged when it is kept.</summary>
public sealed class NotifyTests(PostgreSql postgres)
{
    private const string Child = "048226000001";
    private const string Mother = "048199000012";
    private const string Everything = """
        select concat_ws(' | ', registry, event_uid, kind, subject, locality, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                         to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), body, state)
          from par.inbox
        """;

    [Fact]
    public async Task A_birth_that_is_told_of_is_in_the_inbox_when_it_is_acknowledged_with_what_the_settings_name_and_no_more()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings(isAsked: false)]);

        var reply = await registry.Tell(host.Address, CivilRegistry.Event("r-1", CivilRegistry.Birth(Child, Mother)));

        Acknowledged(reply);
        var uid = NamedUid.Of(CivilRegistry.Registry.Id, "0123456789", "r-1");
        Assert.Equal(
            [
                $$"""civil-status | {{uid}} | birth.registered | {{Child}} | hai-chau | 2026-11-18 03:20:15 | 2026-11-20 02:00:00 | """
                + $$"""{"fatherId": null, "motherId": "{{Mother}}", "childName": "An", "dateOfBirth": "2026-11-18", "registeredOn": "2026-11-20", "registrationNo": "B-{{Child}}"} | waiting""",
            ],
            await host.Rows<string>(Everything));
    }

    [Fact]
    public async Task What_is_told_again_is_acknowledged_and_kept_once()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings(isAsked: false)]);
        var told = new JsonNode[] { CivilRegistry.Event("r-1", CivilRegistry.Birth(Child, Mother)), CivilRegistry.Event("r-2", CivilRegistry.Birth("048226000002", Mother)) };

        Acknowledged(await registry.Tell(host.Address, [.. told.Select(one => one.DeepClone())]));
        Acknowledged(await registry.Tell(host.Address, told));

        Assert.Equal([Child, "048226000002"], await host.Rows<string>("select subject from par.inbox order by subject"));
    }

    [Fact]
    public async Task What_cannot_be_used_is_acknowledged_and_kept_in_quarantine_with_the_reason()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings(isAsked: false)]);
        var nameless = CivilRegistry.Birth("", Mother);
        var dateless = CivilRegistry.Birth(Child, Mother);
        dateless["birth_date"] = "in spring";

        var reply = await registry.Tell(
            host.Address,
            CivilRegistry.Event("1", CivilRegistry.Birth(Child, Mother), "spdci-common:RegistryEventType:Adoption"),
            CivilRegistry.Event("2", null),
            CivilRegistry.Event("3", new JsonArray(CivilRegistry.Birth(Child, Mother), CivilRegistry.Birth(Child, Mother))),
            CivilRegistry.Event("4", nameless),
            CivilRegistry.Event("5", dateless),
            CivilRegistry.Event("6", new JsonObject { ["identifier"] = CivilRegistry.Identifier(Child) }),
            CivilRegistry.Event("7", new JsonArray(CivilRegistry.Birth(Child, Mother))));

        Acknowledged(reply);
        var flaws = await host.Rows<(Guid Uid, string? Error)>("select event_uid, error from par.inbox");
        Assert.Equal(
            [
                "The settings name no kind of life event for 'spdci-common:RegistryEventType:Adoption': add it to Api:Spdci:civil-status:Events, and have the registry tell of it again.",
                "It tells of no record, or of several: the registry must tell of each record in an event of its own.",
                "It tells of no record, or of several: the registry must tell of each record in an event of its own.",
                "The subject is not a personal id of 12 digits: the registry must send the event again with the right id.",
                "The moment at which it occurred is none that a calendar has: the registry must send it again with the right moment.",
                "It tells only of whom, and Api:Spdci:civil-status:Endpoint names nobody to ask: set it, and have the registry tell of it again.",
                null,
            ],
            Enumerable.Range(1, 7).Select(n => flaws.Single(flaw => flaw.Uid == NamedUid.Of(CivilRegistry.Registry.Id, "0123456789", $"{n}")).Error));
    }

    [Fact]
    public async Task Nobody_tells_whose_signature_is_not_that_of_the_registry()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings(isAsked: false)]);
        var (header, message) = (registry.Header("notify"), CivilRegistry.Message(CivilRegistry.Event("r-1", CivilRegistry.Birth(Child, Mother))));
        var now = TimeProvider.System.GetUtcNow();
        var right = CivilRegistry.Registry.Envelope(header, message, now);

        const string NotTheirs =
            "No registry of this id makes this signature: check its id, its key, and that header and message were signed exactly as they stand in the body.";
        const string NotNow = "The signature does not count now: set the sender's clock right, and sign again.";
        Refused(await registry.Post(host.Address, $$"""{"header": {{header}}, "message": {{message}}}"""), "err.signature.missing", "The message is not signed: send its 'signature'.");
        Refused(
            await registry.Post(host.Address, right.Replace("ed25519", "rs256", StringComparison.Ordinal)),
            "err.signature.invalid",
            "The signature cannot be read: it must have kidId=\"sender|key|ed25519\", algorithm=\"ed25519\", created, expires, headers=\"(created) (expires) digest\" and signature.");
        Refused(await registry.Post(host.Address, new SpdciParty(CivilRegistry.Registry.Id, "k1", 8).Envelope(header, message, now)), "err.signature.invalid", NotTheirs);
        Refused(await registry.Post(host.Address, new SpdciParty(CivilRegistry.Registry.Id, "k2", 7).Envelope(header, message, now)), "err.signature.invalid", NotTheirs);
        Refused(await registry.Post(host.Address, new SpdciParty("elsewhere.example.org", "k1", 7).Envelope(header, message, now)), "err.signature.invalid", NotTheirs);
        Refused(await registry.Post(host.Address, right.Replace(Mother, "048199000013", StringComparison.Ordinal)), "err.signature.invalid", NotTheirs);
        Refused(await registry.Post(host.Address, CivilRegistry.Registry.Envelope(header, message, now.AddMinutes(-6))), "err.signature.invalid", NotNow);
        Refused(await registry.Post(host.Address, CivilRegistry.Registry.Envelope(header, message, now.AddMinutes(6))), "err.signature.invalid", NotNow);
        Assert.Equal(0, await host.Kept());
        Acknowledged(await registry.Post(host.Address, right));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_or_is_for_another_is_told_why_and_nothing_of_it_is_kept()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings(isAsked: false)]);
        var good = CivilRegistry.Event("r-1", CivilRegistry.Birth(Child, Mother));
        const string NoEnvelope = "The body must be one JSON object in UTF-8 with the objects 'header' and 'message', in which nothing is named twice.";

        Refused(await registry.Post(host.Address, "no JSON"), "err.request.bad", NoEnvelope, HttpStatusCode.BadRequest);
        Refused(await registry.Post(host.Address, """{"header": {}}"""), "err.request.bad", NoEnvelope, HttpStatusCode.BadRequest);
        await Told("action", "search", "err.request.bad", "The header's 'action' must be 'notify'.");
        await Told("version", "2.0.0", "err.version.not_supported", "The header's 'version' must be 1.0.0.");
        await Told("sender_id", "elsewhere.example.org", "err.sender_id.invalid", "The header's 'sender_id' must be the one of the signature.");
        await Told("receiver_id", "elsewhere.example.org", "err.receiver_id.invalid", "The header's 'receiver_id' must be 'spp.example.org': the message is for another.");
        await Told("is_msg_encrypted", true, "err.encryption.invalid", "Encrypted messages are not read here: send the message signed, over TLS.");
        await Told("message_id", null, "err.request.bad", "The header must have a 'message_id' and a 'message_ts'.");
        Refused(
            await registry.Tell(host.Address, good.DeepClone(), new JsonObject { ["reference_id"] = 7 }, 3),
            "err.request.bad",
            "Events without a text 'reference_id' cannot be kept, so nothing of the message was: #/message/notify_event/1, #/message/notify_event/2.",
            HttpStatusCode.BadRequest);
        Assert.Equal(0, await host.Kept());

        async Task Told(string name, JsonNode? value, string code, string says)
        {
            var header = registry.Header("notify");
            header[name] = value;
            var body = CivilRegistry.Registry.Envelope(header, CivilRegistry.Message(good.DeepClone()), TimeProvider.System.GetUtcNow());
            Refused(await registry.Post(host.Address, body), code, says, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task What_the_work_database_does_not_take_in_is_not_acknowledged()
    {
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var host = await ApiHost.Start(postgres, TimeProvider.System, [.. registry.Settings(isAsked: false)]);
        var told = CivilRegistry.Event("r-1", CivilRegistry.Birth(Child, Mother));
        await host.TakeDatabaseAway();

        var reply = await registry.Tell(host.Address, told.DeepClone());

        Refused(
            reply, "err.service.unavailable", "The work database did not take the events in, so nothing was kept: tell of them again.", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(5), reply.Message.Headers.RetryAfter!.Delta);
        await host.LetDatabaseBack();
        Acknowledged(await registry.Tell(host.Address, told));
        Assert.Equal(1, await host.Kept());
    }

    internal static void Acknowledged(Reply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body);
        var message = reply.Json.GetProperty("message");
        Assert.Equal("ACK", message.GetProperty("ack_status").GetString());
        Assert.True(message.GetProperty("timestamp").TryGetDateTimeOffset(out _));
        Assert.NotEmpty(message.GetProperty("correlation_id").GetString()!);
    }

    internal static void Refused(Reply reply, string code, string says, HttpStatusCode status = HttpStatusCode.Unauthorized)
    {
        var (message, error) = (reply.Json.GetProperty("message"), reply.Json.GetProperty("errors")[0]);
        Assert.Equal((status, "ERR"), (reply.Status, message.GetProperty("ack_status").GetString()));
        Assert.All(
            [error, message.GetProperty("error")],
            one => Assert.Equal((code, says), (one.GetProperty("code").GetString(), one.GetProperty("message").GetString())));
        Assert.NotEmpty(message.GetProperty("correlation_id").GetString()!);
    }
}
