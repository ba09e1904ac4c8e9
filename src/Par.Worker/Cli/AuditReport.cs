using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Par.Worker.Audits;

namespace Par.Worker.Cli;

/// <summary>What a check of the histories came to, in lines and as JSON; by keys only, never with a person's data.</summary>
internal static class AuditReport
{
    /// <summary>So many flaws go into the file; the rest is only counted.</summary>
    public const int Kept = 1000;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static IEnumerable<string> Lines(AuditResult result, int shown)
    {
        if (result.Flaws > shown)
        {
            yield return Invariant($"and {result.Flaws - shown:#,0} more");
        }

        var checkedWhat = Invariant($"Checked {Count.Of(result.Changes, "change")} of {Count.Of(result.Dossiers, "dossier")} and {Count.Of(result.Roots, "root")}");
        yield return result.Flaws == 0 ? $"{checkedWhat}: nothing differs." : Invariant($"{checkedWhat}: {result.Flaws:#,0} {(result.Flaws == 1 ? "differs" : "differ")}.");
        if (result.Last is { } last)
        {
            yield return Invariant($"The last root is that of {last.Day:yyyy-MM-dd}: {Convert.ToHexStringLower(last.Root)}");
        }
    }

    public static async Task Write(string file, AuditAsked asked, AuditResult result, IReadOnlyList<Flaw> first, CancellationToken cancellation)
    {
        var report = new
        {
            asked.Dossier,
            asked.From,
            result.Dossiers,
            result.Changes,
            result.Roots,
            LastRoot = result.Last is { } last ? new { last.Day, Root = Convert.ToHexStringLower(last.Root) } : null,
            Differed = result.Flaws,
            First = first.Select(flaw => new { flaw.Kind, flaw.Dossier, flaw.Position, flaw.Day, flaw.What, flaw.Mend }),
        };
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Readable), cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"The report '{file}' cannot be written ({refused.Message.TrimEnd('.')}): name a file that may be."]);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
