using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Par.Worker.Api;

namespace Par.Worker.Tests.Api;

/// <summary>What the door for systems says of requests that it does not take: always in its own form, never by a page of the desk.</summary>
public sealed class UnknownRequestsTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/")]
    [InlineData("POST", "/api/event")]
    [InlineData("DELETE", "/api/spdci/registry")]
    [InlineData("POST", "/api/events/1/2")]
    public async Task An_unknown_path_is_not_found(string method, string path)
    {
        await using var host = await ApiHost.Start(postgres);

        using var answer = await Ask(host, method, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(
            "Life events are sent to /api/events, what people answer to /api/answers, messages of SPDCI to /api/spdci/registry/notify and /api/spdci/registry/on-subscribe.",
            await Detail(answer));
    }

    [Theory]
    [InlineData("GET", "/api/events")]
    [InlineData("PUT", "/api/events")]
    [InlineData("DELETE", "/api/spdci/registry/notify")]
    [InlineData("OPTIONS", "/api/spdci/registry/on-subscribe")]
    public async Task Another_method_is_not_allowed_and_the_answer_says_which_is(string method, string path)
    {
        await using var host = await ApiHost.Start(postgres);

        using var answer = await Ask(host, method, path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        Assert.Equal("Send the request with POST.", await Detail(answer));
    }

    [Theory]
    [InlineData("/api/events", "text/html")]
    [InlineData("/api/events", "application/x-www-form-urlencoded")]
    [InlineData("/api/events", null)]
    public async Task Another_content_type_is_refused(string path, string? type)
    {
        await using var host = await ApiHost.Start(postgres);

        using var answer = await Ask(host, "POST", path, "a=b", type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.StartsWith("Send application/cloudevents+json", await Detail(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/spdci/registry/notify")]
    [InlineData("/api/spdci/registry/on-subscribe")]
    public async Task A_message_of_SPDCI_in_another_content_type_is_refused_in_the_form_of_SPDCI(string path)
    {
        await using var host = await ApiHost.Start(postgres);

        using var answer = await Ask(host, "POST", path, "<message/>", "application/xml");

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(
            "The message must be sent as application/json, in UTF-8.",
            (await Json(answer)).GetProperty("message").GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(LimitedBody.Limit + 1)]
    [InlineData(40 * 1024 * 1024)]
    public async Task A_body_that_is_too_large_is_refused_whatever_the_server_would_take(int length)
    {
        await using var host = await ApiHost.Start(postgres);

        var signature = $"t={host.Clock.GetUtcNow().ToUnixTimeSeconds()},v1={new string('0', 64)}";
        using var answer = await Ask(
            host, "POST", "/api/events", new string('x', length), "application/cloudevents+json", ("Par-Sender", OutsideSender.Name), ("Signature", signature));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("The body is longer than 1 MiB: send fewer events at once, and files by reference.", await Detail(answer));
    }

    [Fact]
    public async Task What_fails_unforeseen_is_a_problem_too_and_no_page()
    {
        var failures = new ApiFailures(NullLogger<ApiFailures>.Instance);

        var answer = await failures.InvokeAsync(
            new DefaultEndpointFilterInvocationContext(new DefaultHttpContext()), _ => throw new InvalidOperationException("never said outside"));

        var problem = Assert.IsType<Problem>(Assert.IsType<IValueHttpResult>(answer, exactMatch: false).Value);
        Assert.Equal(500, problem.Status);
        Assert.DoesNotContain("never said outside", problem.Detail, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Ask(
        ApiHost host, string method, string path, string? body = null, string? type = null, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Address, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            request.Headers.ExpectContinue = true;
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Cancellation);
    }

    private static async Task<string?> Detail(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await Json(answer);
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString();
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
}
