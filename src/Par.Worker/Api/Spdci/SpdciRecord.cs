using System.Text.Json;

namespace Par.Worker.Api.Spdci;

/// <summary>Reads a record of a registry by JSON pointers.</summary>
internal static class SpdciRecord
{
    /// <summary>The record, where there is exactly one: as an object, or as a list of one.</summary>
    public static JsonElement? Only(JsonElement records) => records.ValueKind switch
    {
        JsonValueKind.Object => records,
        JsonValueKind.Array when records.GetArrayLength() == 1 && records[0].ValueKind == JsonValueKind.Object => records[0],
        _ => null,
    };

    /// <summary>Whether it says nothing but whose it is.</summary>
    public static bool IsOnlyAnIdentifier(JsonElement record) =>
        record.EnumerateObject().All(value => value.Name == "identifier" || value.Name.StartsWith('@'));

    /// <summary>The identifier of this type; null when the record has none.</summary>
    public static string? Identifier(JsonElement record, string type) =>
        !record.TryGetProperty("identifier", out var identifiers) ? null
        : (identifiers.ValueKind == JsonValueKind.Array ? [.. identifiers.EnumerateArray()] : new[] { identifiers })
            .Where(identifier => JsonText.Of(identifier, "identifier_type") == type)
            .Select(identifier => JsonText.Of(identifier, "identifier_value"))
            .FirstOrDefault();

    /// <summary>What stands at a place (RFC 6901); null when nothing does. An empty text is how the interface writes nothing.</summary>
    public static JsonElement? At(JsonElement record, string pointer)
    {
        var place = record;
        foreach (var step in pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (place.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index) && index >= 0 && index < place.GetArrayLength())
            {
                place = place[index];
            }
            else if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(step, out place))
            {
                return null;
            }
        }

        return place.ValueKind == JsonValueKind.Null || (place.ValueKind == JsonValueKind.String && place.ValueEquals("")) ? null : place;
    }

    public static string? TextAt(JsonElement record, string pointer)
    {
        try
        {
            return At(record, pointer) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character makes no text.
            return null;
        }
    }
}
