using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;

namespace Par.Worker.Api.Spdci;

/// <summary>Checks at start that every registry that speaks SPDCI can be heard, understood and, where it has an endpoint, asked.</summary>
internal sealed class SpdciCheck(RuleCatalogue catalogue)
{
    public IEnumerable<string> Problems(KeyValuePair<string, SpdciOptions> registry)
    {
        var (setting, options) = ($"Api:Spdci:{registry.Key}", registry.Value);
        return (catalogue.Registries.ContainsKey(registry.Key) ? [] : new[] { $"{setting} is no registry of the catalogue.{DidYouMean(registry.Key, catalogue.Registries.Keys)}" })
            .Concat(Ids(setting, options))
            .Concat(Keys(setting, options))
            .Concat(options.Events.Count == 0 ? [$"{setting}:Events must name at least one event, with its Type, Kind and Body."] : [])
            .Concat(options.Events.SelectMany((known, place) => Event($"{setting}:Events:{place}", registry.Key, known)));
    }

    private static IEnumerable<string> Ids(string setting, SpdciOptions options)
    {
        if (options.RegistryId.Length == 0 || options.RegistryId.Contains('|', StringComparison.Ordinal))
        {
            yield return $"{setting}:RegistryId must be the sender_id of the registry, such as 'civilregistry.example.org'.";
        }

        if (options.OurId.Length == 0 || options.OurId.Contains('|', StringComparison.Ordinal))
        {
            yield return $"{setting}:OurId must be the id by which the registry knows this service, such as 'spp.example.org'.";
        }

        if (options.AnswerWithin < TimeSpan.FromMilliseconds(100) || options.AnswerWithin > TimeSpan.FromSeconds(30))
        {
            yield return $"{setting}:AnswerWithin must be between 00:00:00.1 and 00:00:30. Leave it out for 00:00:05.";
        }

        if (options.SubscribeFor < TimeSpan.FromMinutes(1) || options.SubscribeFor > TimeSpan.FromDays(30))
        {
            yield return $"{setting}:SubscribeFor must be between 00:01:00 and 30.00:00:00. Leave it out for 1.00:00:00.";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            yield return $"{setting}:TimeZone must be the IANA name of a time zone. Leave it out for Asia/Ho_Chi_Minh.";
        }

        if (!IsPointer(options.Locality))
        {
            yield return $"{setting}:Locality must be a JSON pointer. Leave it out for /address/locality.";
        }
    }

    private static IEnumerable<string> Keys(string setting, SpdciOptions options)
    {
        if (options.PublicKeys.Count == 0)
        {
            yield return $"{setting}:PublicKeys must hold at least one key of the registry, by its id.";
        }

        foreach (var (id, _) in options.PublicKeys.Where(key => !SpdciSignature.IsPublicKey(key.Value)))
        {
            yield return $"{setting}:PublicKeys:{id} must be an Ed25519 public key: 32 bytes in base64.";
        }

        if (options.Endpoint is null)
        {
            if (options.Subscribe)
            {
                yield return $"{setting}:Subscribe needs {setting}:Endpoint, where the registry is asked.";
            }

            yield break;
        }

        if (!options.Endpoint.IsAbsoluteUri || (options.Endpoint.Scheme != Uri.UriSchemeHttps && !(options.Endpoint.Scheme == Uri.UriSchemeHttp && options.Endpoint.IsLoopback)))
        {
            yield return $"{setting}:Endpoint must be an address with https, or with http on this machine.";
        }

        if (options.KeyId.Length == 0 || SpdciSignature.Key(options.PrivateKey) is null)
        {
            yield return $"{setting}:KeyId and PrivateKey must be our key by which the registry is asked: its id, and 32 bytes of Ed25519 in base64.";
        }
    }

    private IEnumerable<string> Event(string setting, string registry, SpdciEventOptions known)
    {
        if (known.Type.Length == 0)
        {
            yield return $"{setting}:Type must be a reg_event_type of the registry, such as 'spdci-common:RegistryEventType:LiveBirth'.";
        }

        if (!IsPointer(known.OccurredAt ?? ""))
        {
            yield return $"{setting}:OccurredAt must be a JSON pointer into the record, such as /birth_date.";
        }

        foreach (var place in known.Filter.Select((filter, place) => (filter, place)).Where(one => !IsCondition(one.filter)).Select(one => one.place))
        {
            yield return $"{setting}:Filter:{place} must have an Attribute, an Operator (gt, lt, eq, ge, le or in) and a Value.";
        }

        var kinds = catalogue.LifeEvents.Values.Where(life => life.Registry.Id == registry).ToDictionary(life => life.Kind, StringComparer.Ordinal);
        if (!kinds.TryGetValue(known.Kind, out var life))
        {
            yield return $"{setting}:Kind is '{known.Kind}', which is no life event of the registry '{registry}'.{DidYouMean(known.Kind, kinds.Keys)}";
            yield break;
        }

        var names = life.Fields.Select(field => field.BodyName).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (name, pointer) in known.Body)
        {
            if (!names.Contains(name))
            {
                yield return $"{setting}:Body:{name} is nothing that the body of {known.Kind} holds.{DidYouMean(name, names)}";
            }

            if (!IsPointer(pointer))
            {
                yield return $"{setting}:Body:{name} must be a JSON pointer into the record, such as /birth_date.";
            }
        }
    }

    private static bool IsCondition(SpdciFilterOptions filter) =>
        filter.Attribute.Length > 0 && filter.Value.Length > 0 && filter.Operator is ("gt" or "lt" or "eq" or "ge" or "le" or "in");

    private static bool IsPointer(string text) => text.Length == 0 || text[0] == '/';

    private static string DidYouMean(string written, IEnumerable<string> known) => Nearest.Name(written, known) is { } near ? $" Did you mean '{near}'?" : "";
}
