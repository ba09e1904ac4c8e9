using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Par.Worker.Dossiers;

/// <summary>One thing that is other now than a dossier says.</summary>
/// <param name="What">Which part of the dossier: one of the words below.</param>
/// <param name="Name">The prefilled field, where it is one; null for everything else.</param>
/// <param name="Before">JSON: what the dossier says.</param>
/// <param name="After">JSON: what is right now.</param>
internal sealed record Difference(string What, string? Name, JsonNode? Before, JsonNode? After)
{
    public const string Field = "field";
    public const string Agency = "agency";
    public const string Deadline = "deadline";
    public const string Law = "law";
    public const string Told = "told";
    public const string Texts = "texts";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Differences as history and messages carry them: <c>[{what, name, before, after}]</c>.</summary>
    public static JsonArray AsJson(IEnumerable<Difference> differences) =>
    [
        .. differences.Select(difference => new JsonObject
        {
            ["what"] = difference.What,
            ["name"] = difference.Name,
            ["before"] = difference.Before?.DeepClone(),
            ["after"] = difference.After?.DeepClone(),
        }),
    ];

    /// <summary>The same differences always give the same words, so that what was told once is known again.</summary>
    public static string Mark(IEnumerable<Difference> differences) => AsJson(differences).ToJsonString(Readable);
}
