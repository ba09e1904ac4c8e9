using System.Text.Json;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Api.Spdci;

/// <summary>
/// <c>POST /api/spdci/registry/notify</c>: a registry tells of vital events. What tells only of whom is fetched from it first; ACK
/// means that everything is in the inbox.
/// </summary>
internal sealed partial class NotifyEndpoint(
    SpdciDoor door, SpdciClient client, SpdciLifeEvent lives, SpdciAnswers answers, SentIntake intake, ILogger<NotifyEndpoint> log)
{
    public async Task<IResult> Take(HttpContext context, CancellationToken cancellation)
    {
        var (received, refusal) = await door.Receive(context.Request, "notify", cancellation);
        if (received is null)
        {
            return answers.Err(refusal!, context.Response);
        }

        var (told, unreadable) = Notification.Read(received.Envelope.Message);
        if (unreadable is not null)
        {
            return answers.Err(unreadable, context.Response);
        }

        var (rows, why) = await Rows(received, told, cancellation);
        if (why is not null)
        {
            LogNotFetched(received.Registry, why);
            return answers.Err(
                SpdciRefusal.Unavailable($"The records could not be fetched from the registry: {why}. Nothing was kept: tell of it again."), context.Response);
        }

        try
        {
            if (rows.Count > 0)
            {
                await intake.TakeIn(received.Registry, rows, cancellation);
            }

            return answers.Ack();
        }
        catch (NpgsqlException away)
        {
            LogNotKept(received.Registry, away.SqlState, away.GetType().Name);
            return answers.Err(SpdciRefusal.Unavailable("The work database did not take the events in, so nothing was kept: tell of them again."), context.Response);
        }
    }

    private async Task<(IReadOnlyList<FeedRow> Rows, string? Why)> Rows(SpdciReceived received, IReadOnlyList<Notification> told, CancellationToken cancellation)
    {
        var options = received.Options;
        var toFetch = told.Select(one => ToFetch(options, one)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var (fetched, why) = toFetch.Count > 0 && options.Endpoint is not null
            ? await client.Search(options, toFetch, cancellation)
            : (new Dictionary<string, JsonElement>(), null);
        return why is not null ? ([], why) : ([.. told.Select(one => Row(received, one, fetched))], null);
    }

    private FeedRow Row(SpdciReceived received, Notification told, IReadOnlyDictionary<string, JsonElement> fetched)
    {
        if (ToFetch(received.Options, told) is not { } person)
        {
            return lives.Of(received.Registry, received.Options, told, told.Record, null);
        }

        return fetched.TryGetValue(person, out var record)
            ? lives.Of(received.Registry, received.Options, told, record, null)
            : lives.Of(received.Registry, received.Options, told, told.Record, received.Options.Endpoint is null
                ? $"It tells only of whom, and Api:Spdci:{received.Registry}:Endpoint names nobody to ask: set it, and have the registry tell of it again."
                : "It tells only of whom, and the registry gave no record of this person, or several: the registry must tell of it again with the record.");
    }

    private static string? ToFetch(SpdciOptions options, Notification told) =>
        told.Record is { } record && SpdciRecord.IsOnlyAnIdentifier(record) && options.Events.Any(one => one.Type == told.EventType)
            ? SpdciRecord.Identifier(record, options.PersonalIdType)
            : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} told of events whose records it did not give: {Why}; nothing of it was kept or acknowledged")]
    private partial void LogNotFetched(string registry, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The work database refused what registry {Registry} told (error {SqlState}, {Failure}); nothing of it was kept or acknowledged")]
    private partial void LogNotKept(string registry, string? sqlState, string failure);
}
