using System.Net.Http.Headers;

namespace Par.Worker.Api;

/// <summary>The three ways in which the HTTP binding of CloudEvents 1.0 carries events.</summary>
internal enum CloudEventMode
{
    Structured,
    Batch,
    Binary,
}

/// <summary>Tells by the headers of a request in which way it carries events, and what of it the sender signs.</summary>
internal static class CloudEventMessage
{
    private const string Prefix = "ce-";

    /// <summary>Null when the request carries none that is understood here.</summary>
    public static CloudEventMode? ModeOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.CharSet is { } charset && !charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return type.MediaType?.ToLowerInvariant() switch
        {
            "application/cloudevents+json" => CloudEventMode.Structured,
            "application/cloudevents-batch+json" => CloudEventMode.Batch,
            "application/json" when request.Headers.ContainsKey(Prefix + "specversion") => CloudEventMode.Binary,
            _ => null,
        };
    }

    /// <summary>
    /// The bytes under the signature: the body, and in binary mode the event's headers before it, because there they are the event.
    /// One line for each, <c>name:value</c>, the names in lower case and in the order of their characters.
    /// </summary>
    public static byte[] Signed(CloudEventMode mode, IHeaderDictionary headers, byte[] body)
    {
        if (mode != CloudEventMode.Binary)
        {
            return body;
        }

        var lines = headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), header.Value))
            .Where(header => header.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .Select(header => $"{header.Name}:{header.Value}\n");
        return [.. System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)), .. body];
    }
}
