using System.Text.Json;
using System.Text.Json.Serialization;
using Par.Rules.Calendars;
using Par.Worker.Dossiers;

namespace Par.Worker.Brakes;

/// <summary>What is to be opened, as it is kept while it is held.</summary>
internal static class HeldJson
{
    private static readonly JsonSerializerOptions Kept = new(JsonSerializerDefaults.Web) { Converters = { new TermText() } };

    public static string Of(DossierToOpen due) => JsonSerializer.Serialize(due, Kept);

    public static DossierToOpen Read(string json) => JsonSerializer.Deserialize<DossierToOpen>(json, Kept)!;

    /// <summary>A term as people write it: <c>7 working days</c>.</summary>
    private sealed class TermText : JsonConverter<Term>
    {
        public override Term Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Term.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Term value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
