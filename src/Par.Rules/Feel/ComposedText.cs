using System.Text;

namespace Par.Rules.Feel;

/// <summary>
/// Texts with their accents composed, so that a name compares equal however a registry or a keyboard has put it together. Half a letter, which no text
/// should hold, is replaced.
/// </summary>
internal static class ComposedText
{
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var whole = text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;
        return whole.IsNormalized() ? whole : whole.Normalize();
    }
}
