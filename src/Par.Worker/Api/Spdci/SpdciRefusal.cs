namespace Par.Worker.Api.Spdci;

/// <summary>Why a message was not taken: one of the codes of SPDCI, and what is wrong in a sentence with its mend.</summary>
internal sealed record SpdciRefusal(int Status, string Code, string Message)
{
    public static SpdciRefusal Bad(string message) => new(StatusCodes.Status400BadRequest, "err.request.bad", message);

    public static SpdciRefusal Unauthorized(string code, string message) => new(StatusCodes.Status401Unauthorized, code, message);

    public static SpdciRefusal Unavailable(string message) => new(StatusCodes.Status503ServiceUnavailable, "err.service.unavailable", message);
}

/// <summary>
/// The answers to a message. One that refuses has the shape of an acknowledgement and of an error of HTTP at once, because the
/// interface wants the one under some numbers and the other under others.
/// </summary>
internal sealed class SpdciAnswers(TimeProvider clock)
{
    private const int LongestMessage = 999;

    public IResult Ack() => Results.Json(new Answer(new Said("ACK", clock.GetUtcNow(), CorrelationId())));

    public IResult Err(SpdciRefusal refusal, HttpResponse response)
    {
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        var error = new Error(refusal.Code, refusal.Message.Length <= LongestMessage ? refusal.Message : refusal.Message[..LongestMessage]);
        return Results.Json(new Refused(new SaidError("ERR", clock.GetUtcNow(), CorrelationId(), error), [error]), statusCode: refusal.Status);
    }

    private Guid CorrelationId() => Guid.CreateVersion7(clock.GetUtcNow());

#pragma warning disable CA1707 // The names are those of the interface.
    private sealed record Answer(Said message);

    private sealed record Said(string ack_status, DateTimeOffset timestamp, Guid correlation_id);

    private sealed record Refused(SaidError message, IReadOnlyList<Error> errors);

    private sealed record SaidError(string ack_status, DateTimeOffset timestamp, Guid correlation_id, Error error);

    private sealed record Error(string code, string message);
#pragma warning restore CA1707
}
