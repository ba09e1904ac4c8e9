using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Par.Worker.Quarantine;

/// <summary>Shows what a life event looks like without what it says: names and kinds of values stay, the values do not.</summary>
internal static partial class Masked
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, MaxDepth = 1000, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body as JSON, each value replaced by its kind: text, date, moment, personal id, number, yes or no.</summary>
    public static string Body(string body)
    {
        using var read = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1000 });
        return JsonSerializer.Serialize(Value(read.RootElement), Indented);
    }

    /// <summary>What went wrong, without the message of another program, which may quote what it was about.</summary>
    public static string Error(string error) => Attempt.Match(error) is { Success: true } attempt ? $"{attempt.Value}." : error;

    /// <summary>True when rounds failed on the event, which says nothing yet about the event itself.</summary>
    public static bool IsOfAnAttempt(string error) => Attempt.IsMatch(error);

    private static JsonNode Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(
            value.EnumerateObject().DistinctBy(one => Key(one.Name)).Select(one => KeyValuePair.Create<string, JsonNode?>(Key(one.Name), Value(one.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Value)]),
        JsonValueKind.Null => "none",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "yes or no",
        _ => Text(value.GetString()!),
    };

    private static string Text(string text) => text switch
    {
        "" => "empty text",
        _ when PersonalId.IsMatch(text) => "personal id",
        _ when Date.IsMatch(text) => "date",
        _ when Moment.IsMatch(text) => "moment",
        _ => "text",
    };

    // A registry that puts an id where a name belongs must not show it by that.
    private static string Key(string name) => LongNumber.Replace(name, "…");

    [GeneratedRegex("^Attempt [0-9]+ failed: [A-Za-z]+(: [0-9A-Z]{5}(?=:))?")]
    private static partial Regex Attempt { get; }

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex LongNumber { get; }

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex PersonalId { get; }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Date { get; }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)?$")]
    private static partial Regex Moment { get; }
}
