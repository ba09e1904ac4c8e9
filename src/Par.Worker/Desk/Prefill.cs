using System.Text.Json;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;

namespace Par.Worker.Desk;

/// <summary>Reads the prefill of a dossier: <c>{"fullName": {"value": ..., "registry": ..., "asOf": ...}}</c>.</summary>
internal static class Prefill
{
    public static IReadOnlyList<PrefilledField> Read(string json, PageLanguage language, RuleCatalogue catalogue, WorkingCalendar calendar)
    {
        using var prefill = JsonDocument.Parse(json);
        return [.. prefill.RootElement.EnumerateObject().Select(field => Field(field, language, catalogue, calendar))];
    }

    private static PrefilledField Field(JsonProperty field, PageLanguage language, RuleCatalogue catalogue, WorkingCalendar calendar)
    {
        var stated = field.Value;
        var value = stated.ValueKind == JsonValueKind.Object && stated.TryGetProperty("value", out var inner) ? inner : stated;
        return new PrefilledField(
            FieldNames.Of(field.Name, language),
            Words(field.Name, value, language),
            Registry(stated, language, catalogue),
            AsOf(stated, language, calendar));
    }

    public static string Words(string field, JsonElement value, PageLanguage language) => (field, value.ValueKind) switch
    {
        ("sex", JsonValueKind.String) when value.ValueEquals("female") => language.Say("Nữ", "Female"),
        ("sex", JsonValueKind.String) when value.ValueEquals("male") => language.Say("Nam", "Male"),
        (_, JsonValueKind.Number) when FieldNames.IsAmount(field) => language.Say($"{Words(value, language)} đồng", $"VND {Words(value, language)}"),
        _ => Words(value, language),
    };

    private static string Words(JsonElement value, PageLanguage language) => value.ValueKind switch
    {
        JsonValueKind.Null => language.Say("không có", "none"),
        JsonValueKind.True => language.Say("có", "yes"),
        JsonValueKind.False => language.Say("không", "no"),
        JsonValueKind.String when DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out var day) => language.Day(day),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(one => Words(one, language))),
        JsonValueKind.Number => value.GetDecimal().ToString("#,0.##", language.Culture),
        _ => value.GetRawText(),
    };

    private static string? Registry(JsonElement stated, PageLanguage language, RuleCatalogue catalogue)
    {
        var id = Text(stated, "registry");
        return id is not null && catalogue.Registries.TryGetValue(id, out var registry) ? language.Say(registry.Title) : id;
    }

    private static string? AsOf(JsonElement stated, PageLanguage language, WorkingCalendar calendar) =>
        Text(stated, "asOf") is { } text && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var moment)
            ? language.Moment(TimeZoneInfo.ConvertTime(moment, calendar.TimeZone))
            : null;

    private static string? Text(JsonElement stated, string name) =>
        stated.ValueKind == JsonValueKind.Object && stated.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
