using System.Net;
using System.Text;

namespace Par.Worker.Tests.Api;

/// <summary>Nobody brings life events who cannot prove to be a sender of the settings.</summary>
public sealed class SignatureTests(PostgreSql postgres)
{
    private const string NobodySigns =
        "No sender of this name makes this signature: check its name, its secret, and that exactly what is sent was signed.";

    private const string OtherTime =
        "The signature was made more than five minutes before or after now: set the sender's clock right, and sign again.";

    private const string NotSigned =
        "The request is not signed: send the header 'Signature: t=<unix seconds>,v1=<hex of the HMAC-SHA256>', once.";

    private static readonly string Text = $$"""{"specversion": "1.0", "id": "1", "source": "{{OutsideSender.Source}}", "type": "birth.registered"}""";

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_name_are_told_alike_and_keep_nothing()
    {
        await using var host = await ApiHost.Start(postgres);

        host.Sender.SignsWith = "another-secret-that-nobody-gave-out";
        var wrongSecret = await host.Sender.SendText(Text);
        (host.Sender.SignsWith, host.Sender.CallsItself) = (OutsideSender.Secret, "nobody");
        var wrongName = await host.Sender.SendText(Text);

        Assert.All([wrongSecret, wrongName], reply => Refused(NobodySigns, reply));
        Assert.Equal(0, await host.Kept());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1795402800")]
    [InlineData("v1=00")]
    [InlineData("t=now,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("t=1795402800,v1=zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("keyId=\"a\",algorithm=\"hmac\"")]
    public async Task What_is_not_signed_is_refused(string? header)
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.Post(Content(Text), request =>
        {
            request.Headers.Remove("Signature");
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("Signature", header);
            }
        });

        Refused(NotSigned, reply);
        Assert.Equal(0, await host.Kept());
    }

    [Fact]
    public async Task A_request_that_does_not_say_who_sends_it_is_refused()
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.Post(Content(Text), request => request.Headers.Remove("Par-Sender"));

        Refused("The request does not say who sends it: put the sender's name in the header Par-Sender.", reply);
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(301, false)]
    public async Task A_signature_counts_for_five_minutes_either_way(int seconds, bool counts)
    {
        await using var host = await ApiHost.Start(postgres);
        var signed = OutsideSender.Sign(Encoding.UTF8.GetBytes(Text), host.Clock.GetUtcNow().AddSeconds(seconds), OutsideSender.Secret);

        var reply = await host.Sender.Post(Content(Text), request =>
        {
            request.Headers.Remove("Signature");
            request.Headers.Add("Signature", signed);
        });

        Assert.Equal(counts ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, reply.Status);
        if (!counts)
        {
            Refused(OtherTime, reply);
        }
    }

    [Fact]
    public async Task A_body_changed_on_the_way_is_refused()
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.Post(Content(Text), request => request.Content = Content(Text.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)));

        Refused(NobodySigns, reply);
    }

    [Theory]
    [InlineData("ce-subject", "048226000002")]
    [InlineData("ce-type", "death.registered")]
    [InlineData("ce-corrects", "1")]
    public async Task In_binary_mode_a_header_changed_or_added_on_the_way_is_refused(string header, string value)
    {
        await using var host = await ApiHost.Start(postgres);

        var reply = await host.Sender.Post(Binary(), request =>
        {
            request.Content!.Headers.Remove(header);
            request.Content.Headers.TryAddWithoutValidation(header, value);
        });

        Refused(NobodySigns, reply);
        Assert.Equal(0, await host.Kept());
    }

    [Fact]
    public async Task While_a_secret_takes_the_place_of_another_both_count()
    {
        const string Next = "the-next-secret-of-the-hospital-0123";
        await using var host = await ApiHost.Start(postgres, ("Api:Senders:hospital:Secrets:1", Next));

        var old = await host.Sender.SendText(Text);
        host.Sender.SignsWith = Next;
        var recent = await host.Sender.SendText(Text);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (old.Status, recent.Status));
    }

    private static void Refused(string detail, Reply reply)
    {
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (reply.Status, reply.Message.Content.Headers.ContentType!.MediaType));
        Assert.Equal("Signature", reply.Message.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal((401, detail), (reply.Json.GetProperty("status").GetInt32(), reply.Json.GetProperty("detail").GetString()));
    }

    private static ByteArrayContent Content(string text)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/cloudevents+json");
        return content;
    }

    private static ByteArrayContent Binary()
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var (name, value) in new[] { ("specversion", "1.0"), ("id", "1"), ("source", OutsideSender.Source), ("type", "birth.registered"), ("subject", "048226000001") })
        {
            content.Headers.TryAddWithoutValidation($"ce-{name}", value);
        }

        return content;
    }
}
