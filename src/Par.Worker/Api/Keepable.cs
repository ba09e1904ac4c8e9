using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Par.Worker.Api;

/// <summary>Whether the work database can hold a JSON text as it was sent.</summary>
internal static class Keepable
{
    public const string Flaw =
        "The data holds the character U+0000, half a character, or a number with more than 300 digits, which no database keeps: "
        + "the registry must send the event again without it.";

    private const int MostDigits = 300;

    public static bool Is(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            var keepable = reader.TokenType switch
            {
                JsonTokenType.String or JsonTokenType.PropertyName => !reader.ValueIsEscaped || IsText(ref reader),
                JsonTokenType.Number => IsOfSize(reader.ValueSpan),
                _ => true,
            };
            if (!keepable)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A JSON object that holds the text of one that cannot be kept.</summary>
    public static string AsSent(string json) => new JsonObject { ["asSent"] = json }.ToJsonString();

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return !reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return false;
        }
    }

    private static bool IsOfSize(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return number.Length <= MostDigits
            && (exponent < 0 || (int.TryParse(number[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
                && Math.Abs(power) <= MostDigits));
    }
}
