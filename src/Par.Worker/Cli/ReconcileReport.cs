using System.Globalization;
using System.Text.Json;
using Par.Worker.Reconciliation;

namespace Par.Worker.Cli;

/// <summary>What a reconciliation came to, in lines and as JSON; by keys only, never with a person's data.</summary>
internal static class ReconcileReport
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IEnumerable<string> Lines(Look look)
    {
        yield return Summary(look);
        foreach (var difference in look.First)
        {
            yield return $"    {difference}";
        }

        if (look.Differed > look.First.Count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"    and {look.Differed - look.First.Count:#,0} more");
        }
    }

    public static async Task Write(string file, IReadOnlyList<Look> looks, CancellationToken cancellation)
    {
        var report = looks.Select(look => new
        {
            look.Part,
            look.IsWhole,
            look.ReportOnly,
            look.Started,
            look.Compared,
            Differed = look.Kinds,
            look.Repaired,
            look.Failed,
            First = look.First.Select(one => new { one.Kind, one.Registry, one.EventUid, one.Rule, one.Dossier }),
        });
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Parts = report }, Readable), cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"The report '{file}' cannot be written ({refused.Message.TrimEnd('.')}): name a file that may be."]);
        }
    }

    private static string Summary(Look look)
    {
        var compared = string.Create(CultureInfo.InvariantCulture, $"{look.Part}: {look.Compared:#,0} compared");
        var kinds = string.Join(", ", look.Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value:#,0} {kind.Key}")));
        var differs = look.Differed > 0 ? $", {kinds}" : look.Failed is null ? ", nothing differs" : "";
        var repaired = look.Repaired == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; on the way to be mended: {look.Repaired:#,0}");
        var failed = look.Failed is null ? "" : $"; not to the end: {look.Failed}";
        return $"{compared}{differs}{repaired}{failed}.";
    }
}
