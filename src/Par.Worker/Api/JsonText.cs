using System.Text.Json;

namespace Par.Worker.Api;

/// <summary>Reads a named text of a JSON object.</summary>
internal static class JsonText
{
    /// <summary>Null when there is none of this name, or what is there is no text; half a character makes no text.</summary>
    public static string? Of(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
