using System.Text.Json.Serialization;

namespace Par.Worker.Api;

/// <summary>One thing that is wrong: where it stands, by JSON pointer or name of a header, and what it must be.</summary>
internal sealed record Mistake
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pointer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Header { get; init; }

    public required string Detail { get; init; }
}

/// <summary>One sentence in both languages.</summary>
internal sealed record BothLanguages(string Vi, string En);

/// <summary>An answer that says what is wrong with a request and how to mend it (RFC 9457). Nothing of such a request was kept.</summary>
internal sealed record Problem(int Status, string Title, string Detail)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Mistake>? Errors { get; init; }

    /// <summary>The sentence for the person, where the request was one's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BothLanguages? Words { get; init; }

    public static Problem Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, "The sender is not known", detail);

    public static Problem NoSuchAddress { get; } = new(
        StatusCodes.Status404NotFound,
        "There is nothing at this address",
        "Life events are sent to /api/events, what people answer to /api/answers, messages of SPDCI to /api/spdci/registry/notify and /api/spdci/registry/on-subscribe.");

    /// <summary>Every address of this door is posted to.</summary>
    public static Problem OtherMethod { get; } = new(
        StatusCodes.Status405MethodNotAllowed, "This address takes no request of this method", "Send the request with POST.");

    public static Problem Malformed(string detail, IReadOnlyList<Mistake>? errors = null) =>
        new(StatusCodes.Status400BadRequest, "The request cannot be read", detail) { Errors = errors };

    /// <summary>The answer, with the headers that belong to its status.</summary>
    public IResult Answer(HttpResponse response)
    {
        switch (Status)
        {
            case StatusCodes.Status401Unauthorized:
                response.Headers.WWWAuthenticate = "Signature";
                break;
            case StatusCodes.Status405MethodNotAllowed:
                response.Headers.Allow = HttpMethods.Post;
                break;
            case StatusCodes.Status503ServiceUnavailable:
                response.Headers.RetryAfter = "5";
                break;
        }

        return Results.Json(this, contentType: "application/problem+json", statusCode: Status);
    }
}
