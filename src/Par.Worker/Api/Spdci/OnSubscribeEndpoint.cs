using System.Text.Json;

namespace Par.Worker.Api.Spdci;

/// <summary><c>POST /api/spdci/registry/on-subscribe</c>: a registry says what came of a subscription. A refusal is logged, with its reason.</summary>
internal sealed partial class OnSubscribeEndpoint(SpdciDoor door, SpdciAnswers answers, ILogger<OnSubscribeEndpoint> log)
{
    private const string Already = "rjct.event.already_subscribed";

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

        foreach (var response in responses.EnumerateArray())
        {
            Note(received.Registry, response);
        }

        return answers.Ack();
    }

    private void Note(string registry, JsonElement response)
    {
        var (type, reason) = (JsonText.Of(response, "reference_id"), JsonText.Of(response, "status_reason_code"));
        if (JsonText.Of(response, "status") == "rjct" && reason != Already)
        {
            LogRefused(registry, type, reason, JsonText.Of(response, "status_reason_message"));
        }
        else
        {
            LogSubscribed(registry, type);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Registry {Registry} refused the subscription to {Type}: {Reason} {Says}; mend Api:Spdci and start again")]
    private partial void LogRefused(string registry, string? type, string? reason, string? says);

    [LoggerMessage(Level = LogLevel.Information, Message = "Registry {Registry} tells of {Type} from now on")]
    private partial void LogSubscribed(string registry, string? type);
}
