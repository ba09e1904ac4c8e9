using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Par.Rules.Catalogue;
using Par.Rules.Feel;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Api.Spdci;

/// <summary>Makes of what a registry tells the life event of the catalogue that the settings say it is. Only what they name is kept.</summary>
internal sealed class SpdciLifeEvent(RuleCatalogue catalogue)
{
    /// <summary>The life event of what was told and of its record, told or fetched; the flaw says what kept a record from being fetched.</summary>
    public FeedRow Of(string registry, SpdciOptions options, Notification told, JsonElement? record, string? flaw)
    {
        var known = options.Events.FirstOrDefault(one => one.Type == told.EventType);
        var body = known is null || record is null ? "{}" : Body(known, record.Value);
        var keepable = Keepable.Is(body);
        var toldAt = Moment(told.Timestamp, options);
        return new FeedRow
        {
            Position = FeedPosition.Start,
            EventUid = NamedUid.Of(options.RegistryId, told.TransactionId, told.ReferenceId),
            Kind = Short(known?.Kind ?? told.EventType),
            Subject = Short(record is { } whose ? SpdciRecord.Identifier(whose, options.PersonalIdType) ?? "" : ""),
            Locality = Short(record is { } where ? SpdciRecord.TextAt(where, options.Locality) ?? "" : ""),
            OccurredAt = known?.OccurredAt is { } pointer && record is { } dated
                ? SpdciRecord.TextAt(dated, pointer) is { } written ? Moment(written, options) : null
                : toldAt,
            RecordedAt = toldAt,
            Corrects = null,
            Body = keepable ? body : Keepable.AsSent(body),
            Unreadable = Unreadable(registry, told, known, record) ?? flaw ?? (keepable ? null : Keepable.Flaw),
        };
    }

    private static string? Unreadable(string registry, Notification told, SpdciEventOptions? known, JsonElement? record) =>
        known is null
            ? $"The settings name no kind of life event for '{Short(told.EventType)}': add it to Api:Spdci:{registry}:Events, and have the registry tell of it again."
        : record is null
            ? "It tells of no record, or of several: the registry must tell of each record in an event of its own."
        : null;

    private string Body(SpdciEventOptions known, JsonElement record)
    {
        var types = catalogue.LifeEvents[known.Kind].Fields
            .Where(field => field.BodyName is not null)
            .ToDictionary(field => field.BodyName!, field => field.Type, StringComparer.Ordinal);
        var body = new JsonObject();
        foreach (var (name, pointer) in known.Body)
        {
            body[name] = SpdciRecord.At(record, pointer) is { } value ? JsonNode.Parse(Fitting(value, types.GetValueOrDefault(name))) : null;
        }

        return body.ToJsonString();
    }

    // The interface writes days as moments: what is a day in the catalogue is cut to its day.
    private static string Fitting(JsonElement value, FeelType? type)
    {
        var raw = value.GetRawText();
        return type == FeelType.Date && value.ValueKind == JsonValueKind.String && raw.Length > 12 && raw[11] == 'T' ? raw[..11] + '"' : raw;
    }

    // A day, or a moment without an offset, is meant in the registry's time zone.
    private static DateTime? Moment(string written, SpdciOptions options)
    {
        var text = written.Length == 10 ? written + "T00:00:00" : written;
        return Api.Moment.Parse(text)
            ?? (Api.Moment.Parse(text + "Z") is { } unplaced && TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone) is var zone
                ? Api.Moment.Parse(string.Concat(text, Offset(zone.GetUtcOffset(DateTime.SpecifyKind(unplaced, DateTimeKind.Unspecified)))))
                : null);
    }

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);

    private static string Short(string text)
    {
        var whole = text.Replace('\0', '\uFFFD');
        return whole.Length <= 200 ? whole : whole[..200];
    }
}
