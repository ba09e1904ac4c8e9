namespace Par.Worker.Api;

/// <summary>An event in binary mode: its attributes are headers of the request, its data the body.</summary>
internal static class BinaryCloudEvent
{
    public static ReadEvents Read(IHeaderDictionary headers, string? data, Sender sender, DateTimeOffset now)
    {
        var attributes = CloudEventAttributes.Read(name => Value(headers, name));
        var mistakes = attributes.Mistakes(sender).Select(one => new Mistake { Header = $"ce-{one.Attribute}", Detail = one.Detail }).ToList();
        return mistakes.Count == 0
            ? new ReadEvents([SentEvent.Of(attributes, data, now)], null)
            : CloudEventReader.Refused("An event without an identity cannot be kept, so nothing of the request was.", mistakes);
    }

    // The binding writes what is not plain ASCII as percent-encoded UTF-8, and may put a value between quotes.
    private static string? Value(IHeaderDictionary headers, string name) =>
        headers[$"ce-{name}"] is [{ } written] ? Uri.UnescapeDataString(Unquoted(written)) : null;

    private static string Unquoted(string written) =>
        written is ['"', .. var inner, '"'] ? inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : written;
}
