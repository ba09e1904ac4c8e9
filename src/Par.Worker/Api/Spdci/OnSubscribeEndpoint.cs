using System.Text.Json;
using Npgsql;

namespace Par.Worker.Api.Spdci;

/// <summary><c>POST /api/spdci/registry/on-subscribe</c>: a registry says what came of a subscription. A refusal is logged, with its reason, and an alarm until it is none.</summary>
internal sealed partial class OnSubscribeEndpoint(SpdciDoor door, SpdciAnswers answers, SubscriptionOutcomes outcomes, ILogger<OnSubscribeEndpoint> log)
{
    private const string Already = "rjct.event.already_subscribed";
    private const int LongestCode = 100;

    public async Task<IResult> Take(HttpContext context, CancellationToken cancellation)
    {
        var (received, refusal) = await door.Receive(context.Request, "on-subscribe", cancellation);
        if (received is null)
        {
            return answers.Err(refusal!, context.Response);
        }

        if (!received.Envelope.Message.TryGetProperty("subscribe_response", out var responses) || responses.ValueKind != JsonValueKind.Array)
        {
            return answers.Err(SpdciRefusal.Bad("The message must have a list 'subscribe_response'."), context.Response);
        }

        try
        {
            foreach (var response in responses.EnumerateArray())
            {
                await Note(received, response, cancellation);
            }

            return answers.Ack();
        }
        catch (NpgsqlException away)
        {
            LogNotKept(received.Registry, away.SqlState, away.GetType().Name);
            return answers.Err(SpdciRefusal.Unavailable("The work database did not take in what came of the subscription: tell of it again."), context.Response);
        }
    }

    private async Task Note(SpdciReceived received, JsonElement response, CancellationToken cancellation)
    {
        var (type, reason) = (JsonText.Of(response, "reference_id"), JsonText.Of(response, "status_reason_code"));
        var isRefused = JsonText.Of(response, "status") == "rjct" && reason != Already;
        if (isRefused)
        {
            LogRefused(received.Registry, type, reason, JsonText.Of(response, "status_reason_message"));
        }
        else
        {
            LogSubscribed(received.Registry, type);
        }

        // What we did not ask for has no alarm that could ever be cleared.
        if (type is null || received.Options.Events.All(known => known.Type != type))
        {
            return;
        }

        await (isRefused
            ? outcomes.Refused(received.Registry, type, reason is { Length: > LongestCode } ? reason[..LongestCode] : reason, received.Options.SubscribeFor, cancellation)
            : outcomes.Taken(received.Registry, type, cancellation));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Registry {Registry} refused the subscription to {Type}: {Reason} {Says}; it is asked again")]
    private partial void LogRefused(string registry, string? type, string? reason, string? says);

    [LoggerMessage(Level = LogLevel.Error, Message = "The work database did not take in what registry {Registry} said of a subscription (error {SqlState}, {Failure})")]
    private partial void LogNotKept(string registry, string? sqlState, string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Registry {Registry} tells of {Type} from now on")]
    private partial void LogSubscribed(string registry, string? type);
}
