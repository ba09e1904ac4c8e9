using System.Globalization;
using System.Text.Json;
using Par.Worker.Dossiers;

namespace Par.Worker.Desk;

// Public because Razor makes components public, and what is handed to them with it.

/// <summary>A document of a dossier in the words of the page: what, who holds it, by which name, as of when, with which hash.</summary>
public sealed record DocumentLine(string Kind, string Holder, string? Reference, string? AsOf, string? Sha256);

/// <summary>Lists what a dossier rests on: what its rule names, the records its fields were filled from, and what officers named.</summary>
internal static class DocumentLines
{
    public static IReadOnlyList<DocumentLine> Of(IReadOnlyList<PrefilledField> named, IReadOnlyList<PrefilledField> prefilled, IReadOnlyList<HistoryRow> changes, PageLanguage language, Func<DateTimeOffset, string> local) =>
    [
        .. named.Select(document => new DocumentLine(document.Name, document.Registry ?? "", document.Value, document.AsOf, null)),
        .. prefilled.Where(field => field.Registry is not null).GroupBy(field => (field.Registry, field.AsOf)).Select(record => new DocumentLine(
            language.Say($"Dữ liệu trong sổ gốc: {Names(record)}", $"Record in the registry: {Names(record)}"), record.Key.Registry!, null, record.Key.AsOf, null)),
        .. changes.Where(change => change.Change == ChangeWord.Documented).Select(change => Named(change, local)),
    ];

    private static string Names(IEnumerable<PrefilledField> fields) => string.Join(", ", fields.Select(field => field.Name));

    private static DocumentLine Named(HistoryRow change, Func<DateTimeOffset, string> local)
    {
        using var detail = JsonDocument.Parse(change.Detail);
        var asOf = DateTimeOffset.Parse(detail.RootElement.GetProperty("asOf").GetString()!, CultureInfo.InvariantCulture);
        return new DocumentLine(
            Text(detail, "kind")!, Text(detail, "holder")!, Text(detail, "reference"), local(asOf), Text(detail, "sha256"));
    }

    private static string? Text(JsonDocument detail, string name) => detail.RootElement.TryGetProperty(name, out var text) ? text.GetString() : null;
}
