using System.Text;
using System.Text.Json;

namespace Par.Worker.Intake;

/// <summary>
/// Looks through a body before the database and the rules do: one body that either of them refuses must not hold up the page or the
/// batch it came with.
/// </summary>
internal static class BodyText
{
    public const string NoObject = "no object";
    public const string Unreadable = "unreadable";

    // Less than the 64 of the readers that come after, because events wrap bodies of other events.
    private const int Deepest = 60;

    // Past every exponent of a decimal, and well below those at which the database gives up.
    private const int LongestNumber = 400;

    /// <summary>What is wrong with a body; null when nothing is.</summary>
    public static string? Of(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            var isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            do
            {
                if (IsRefused(ref reader))
                {
                    return Unreadable;
                }
            }
            while (reader.Read());
            return isObject ? null : NoObject;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    /// <summary>The body as the database can keep it: as it is, or as one JSON text where it is no JSON.</summary>
    public static string Kept(string body) => Of(body) == Unreadable ? JsonSerializer.Serialize(body) : body;

    private static bool IsRefused(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => reader.ValueIsEscaped && IsHalfACharacter(ref reader),
        JsonTokenType.Number => reader.ValueSpan.Length > LongestNumber || Exponent(reader.ValueSpan) > LongestNumber,
        _ => false,
    };

    private static bool IsHalfACharacter(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static int Exponent(ReadOnlySpan<byte> number)
    {
        var at = number.IndexOfAny((byte)'e', (byte)'E');
        return at < 0 ? 0 : int.TryParse(number[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var exponent) ? Math.Abs(exponent) : int.MaxValue;
    }
}
