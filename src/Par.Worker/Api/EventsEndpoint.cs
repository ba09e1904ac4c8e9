using System.Text.Json.Serialization;
using Npgsql;
using Par.Worker.Intake;

namespace Par.Worker.Api;

/// <summary><c>POST /api/events</c>: takes in CloudEvents of the registries' own systems. What it answers with 200 is in the inbox.</summary>
internal sealed partial class EventsEndpoint(Senders senders, SentIntake intake, TimeProvider clock, ILogger<EventsEndpoint> log)
{
    public async Task<IResult> Take(HttpContext context, CancellationToken cancellation)
    {
        var (request, response) = (context.Request, context.Response);
        if (CloudEventMessage.ModeOf(request) is not { } mode)
        {
            return new Problem(
                StatusCodes.Status415UnsupportedMediaType,
                "The request carries no events",
                "Send application/cloudevents+json, application/cloudevents-batch+json, or application/json with the event's attributes in ce- headers; in UTF-8.")
                .Answer(response);
        }

        if (SignedRequest.Doubt(request.Headers, clock.GetUtcNow()) is { } doubt)
        {
            return doubt.Answer(response);
        }

        if (await LimitedBody.Read(request, cancellation) is not { } body)
        {
            return new Problem(
                StatusCodes.Status413PayloadTooLarge,
                "The request is too long",
                "The body is longer than 1 MiB: send fewer events at once, and files by reference.")
                .Answer(response);
        }

        if (senders.Find(request.Headers, CloudEventMessage.Signed(mode, request.Headers, body)) is not { } sender)
        {
            return SignedRequest.Unknown.Answer(response);
        }

        var read = CloudEventReader.Read(mode, request.Headers, body, sender, clock.GetUtcNow());
        return read.Problem is { } problem ? problem.Answer(response) : await Keep(sender, read.Events, response, cancellation);
    }

    private async Task<IResult> Keep(Sender sender, IReadOnlyList<SentEvent> events, HttpResponse response, CancellationToken cancellation)
    {
        try
        {
            var taken = events.Count == 0 ? [] : await intake.TakeIn(sender.Registry, [.. events.Select(sent => sent.Row)], cancellation);
            return Results.Json(new AllTaken([.. events.Zip(taken, Result.Of)]));
        }
        catch (NpgsqlException away)
        {
            LogNotKept(sender.Name, away.SqlState, away.GetType().Name);
            return new Problem(
                StatusCodes.Status503ServiceUnavailable,
                "The events could not be kept",
                "The work database did not take them in, so none of them counts as sent: send the same request again, newly signed.")
                .Answer(response);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The work database refused what {Sender} sent (error {SqlState}, {Failure}); nothing of it was kept or acknowledged")]
    private partial void LogNotKept(string sender, string? sqlState, string failure);

    /// <summary>The answer to a request all of which is in the inbox.</summary>
    private sealed record AllTaken(IReadOnlyList<Result> Results);

    /// <summary>What came of one event; in the order in which they were sent.</summary>
    private sealed record Result(string Id, Guid EventUid, [property: JsonPropertyName("result")] string Outcome)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Flaw { get; init; }

        public static Result Of(SentEvent sent, Taken taken) => new(sent.Id, taken.EventUid, taken switch
        {
            { IsNew: false } => "known",
            { Flaw: not null } => "quarantined",
            _ => "taken",
        })
        {
            Flaw = taken.Flaw,
        };
    }
}
