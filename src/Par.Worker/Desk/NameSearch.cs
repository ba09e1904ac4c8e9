using System.Globalization;

namespace Par.Worker.Desk;

/// <summary>Finds Vietnamese names also for those who type without accents: "hai chau" finds Hải Châu, "da nang" Đà Nẵng.</summary>
internal static class NameSearch
{
    private static readonly CompareInfo Letters = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Whether the name holds what was typed. Nothing typed finds every name.</summary>
    public static bool Finds(string? typed, string name) =>
        string.IsNullOrWhiteSpace(typed)
        || Letters.IndexOf(Plain(name), Plain(typed.Trim()), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    // Đ is a letter of its own, not a D with a mark, so ignoring marks does not reach it.
    private static string Plain(string text) => text.Replace('đ', 'd').Replace('Đ', 'D');
}
