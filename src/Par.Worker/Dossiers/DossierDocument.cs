using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Par.Rules.Catalogue;

namespace Par.Worker.Dossiers;

/// <summary>A document that a dossier rests on, as a reference: what it is, who holds it, and by which name it is found there. Never its bytes.</summary>
internal sealed partial record DossierDocument
{
    private const int Longest = 200;

    /// <summary>What it is, in the officer's words: birth certificate, written request.</summary>
    public required string Kind { get; init; }

    /// <summary>The registry, agency or person that holds it.</summary>
    public required string Holder { get; init; }

    /// <summary>By which number or name the holder finds it.</summary>
    public required string Reference { get; init; }

    /// <summary>As of when it says what it says.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>SHA-256 of its bytes in hexadecimal digits, where it is known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public Wording? Problem(DateTimeOffset now) =>
        Bad(Kind) ? new("Hãy ghi loại giấy tờ, không quá 200 ký tự.", "Write what kind of document it is, in at most 200 characters.")
        : Bad(Holder) ? new("Hãy ghi nơi giữ giấy tờ, không quá 200 ký tự.", "Write who holds the document, in at most 200 characters.")
        : Bad(Reference) ? new("Hãy ghi số hoặc ký hiệu của giấy tờ, không quá 200 ký tự.", "Write the number by which the document is found there, in at most 200 characters.")
        : AsOf > now ? new("Thời điểm của giấy tờ không thể ở tương lai.", "The document cannot be as of a time to come.")
        : Sha256 is not null && !Hash.IsMatch(Sha256) ? new("Mã băm SHA-256 phải có 64 chữ số thập lục phân; có thể bỏ trống.", "A SHA-256 hash has 64 hexadecimal digits. Leave it out if you do not know it.")
        : null;

    /// <summary>As the history keeps it.</summary>
    public string AsDetail()
    {
        var detail = new JsonObject
        {
            ["kind"] = Kind.Trim(),
            ["holder"] = Holder.Trim(),
            ["reference"] = Reference.Trim(),
            ["asOf"] = AsOf.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        if (Sha256 is not null)
        {
            detail["sha256"] = Sha256.ToLowerInvariant();
        }

        return detail.ToJsonString();
    }

    private static bool Bad(string? text) => string.IsNullOrWhiteSpace(text) || text.Trim().Length > Longest || text.Any(char.IsControl);

    [GeneratedRegex("^[0-9a-fA-F]{64}$")]
    private static partial Regex Hash { get; }
}
