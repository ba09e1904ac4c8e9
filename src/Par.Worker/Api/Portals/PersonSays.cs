using System.Text.Json;
using Par.Worker.Intake;

namespace Par.Worker.Api.Portals;

/// <summary>What a person says through a portal about one dossier.</summary>
internal sealed record PersonSays
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Objection = "objection";

    // More is no sentence to an officer but a file.
    private const int Longest = 4000;

    /// <summary>The portal's own id of it: sent twice, it counts once.</summary>
    public required Guid Id { get; init; }

    /// <summary>The number of the dossier.</summary>
    public required string Number { get; init; }

    /// <summary>The personal id of who says it.</summary>
    public required string Person { get; init; }

    /// <summary>yes, no or objection.</summary>
    public required string Says { get; init; }

    public required string? Request { get; init; }

    public required string? Reason { get; init; }

    /// <summary>Reads it, or says all that is wrong with it at once.</summary>
    public static (PersonSays? Said, Problem? Problem) Read(byte[] body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException broken)
        {
            return (null, Problem.Malformed($"The body is no JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}."));
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : (null, Problem.Malformed("The body must be a JSON object with id, number, person and says."));
        }
    }

    private static (PersonSays? Said, Problem? Problem) Read(JsonElement root)
    {
        var mistakes = new List<Mistake>();
        var id = Guid.TryParse(JsonText.Of(root, "id"), out var uuid) ? uuid : Wrong<Guid>("id", "must be a UUID that the portal gives to this and to nothing else.");
        var number = JsonText.Of(root, "number") is { Length: > 0 and <= 100 } named ? named : Wrong<string>("number", "must be the number of the dossier, such as H57.132-260804-0583.");
        var person = JsonText.Of(root, "person") is { } text && PersonalId.Is(text) ? text : Wrong<string>("person", "must be the personal id of who says it: 12 digits.");
        var says = JsonText.Of(root, "says") is Yes or No or Objection ? JsonText.Of(root, "says") : Wrong<string>("says", "must be yes, no or objection.");
        var (request, reason) = (Words("request", 200), Words("reason", Longest));
        if (says == Objection && string.IsNullOrWhiteSpace(reason) && !mistakes.Exists(mistake => mistake.Pointer == "/reason"))
        {
            Wrong<string>("reason", "must say what the person objects to; the officer who looks again reads it.");
        }

        return mistakes.Count > 0
            ? (null, Problem.Malformed("What the person says cannot be read; nothing of it was kept.", mistakes))
            : (new PersonSays { Id = id, Number = number!, Person = person!, Says = says!, Request = request, Reason = reason }, null);

        T? Wrong<T>(string name, string must)
        {
            mistakes.Add(new Mistake { Pointer = $"/{name}", Detail = must });
            return default;
        }

        string? Words(string name, int longest) =>
            !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
            : JsonText.Of(root, name) is { } given && given.Length <= longest && !given.Contains('\0', StringComparison.Ordinal) ? given
            : Wrong<string>(name, $"must be a text of at most {longest} characters, without U+0000.");
    }
}
