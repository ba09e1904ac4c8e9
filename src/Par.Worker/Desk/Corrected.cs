using System.Text.Json;
using Par.Worker.Dossiers;

namespace Par.Worker.Desk;

/// <summary>What a correction made other than it was, in the words of the page: before and after.</summary>
internal static class Corrected
{
    public static IEnumerable<string> Sentences(JsonElement detail, PageLanguage language, Cards cards)
    {
        if (detail.TryGetProperty("kept", out _))
        {
            yield return language.Say("Theo quy tắc, hồ sơ được giữ nguyên.", "By its rule the dossier is kept as it is.");
        }

        if (!detail.TryGetProperty("differences", out var differences))
        {
            yield break;
        }

        foreach (var difference in differences.EnumerateArray())
        {
            yield return Sentence(difference, language, cards);
        }
    }

    private static string Sentence(JsonElement difference, PageLanguage language, Cards cards)
    {
        var (before, after) = (difference.GetProperty("before"), difference.GetProperty("after"));
        return difference.GetProperty("what").GetString() switch
        {
            Difference.Field => Field(difference.GetProperty("name").GetString()!, before, after, language),
            Difference.Agency => language.Say(
                $"Cơ quan có thẩm quyền: trước là {cards.AgencyName(before.GetString()!)}, nay là {cards.AgencyName(after.GetString()!)}; số hồ sơ giữ nguyên",
                $"Competent agency: before {cards.AgencyName(before.GetString()!)}, now {cards.AgencyName(after.GetString()!)}; the number stays"),
            Difference.Deadline => language.Say("Thời hạn giải quyết được tính lại", "The term is counted anew"),
            Difference.Law => language.Say(
                $"Áp dụng phiên bản {after.GetRawText()} của quy tắc, trước là phiên bản {before.GetRawText()}",
                $"Version {after.GetRawText()} of the rule applies, before it was version {before.GetRawText()}"),
            Difference.Told => language.Say("Người nhận thông báo đã thay đổi", "Other people are told"),
            _ => language.Say("Nội dung gửi người dân đã thay đổi", "The words to the person are other ones"),
        };
    }

    private static string Field(string name, JsonElement before, JsonElement after, PageLanguage language)
    {
        var (title, old, right) = (FieldNames.Of(name, language), Prefill.Words(name, before, language), Prefill.Words(name, after, language));
        return language.Say($"{title}: trước là {old}, nay là {right}", $"{title}: before {old}, now {right}");
    }
}
