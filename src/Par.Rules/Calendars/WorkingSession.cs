using System.Globalization;

namespace Par.Rules.Calendars;

/// <summary>
/// One stretch of desk hours within a day, such as 07:30-11:30. The opening minute belongs to it, the closing minute
/// does not: who comes at 11:30 sharp comes after closing.
/// </summary>
/// <param name="Opens">The local time at which the desk opens.</param>
/// <param name="Closes">The local time at which it closes, later on the same day.</param>
public readonly record struct WorkingSession(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>Reads a session as calendars write it, for example <c>07:30-11:30</c>.</summary>
    /// <exception cref="FormatException">The text is not a session; the message says how to write one.</exception>
    public static WorkingSession Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var session)
            ? session
            : throw new FormatException($"'{text}' is not a session. Write opening and closing as '07:30-11:30', the earlier first.");
    }

    /// <summary>Reads a session, or says no. See <see cref="Parse"/> for the form.</summary>
    public static bool TryParse(string? text, out WorkingSession session)
    {
        session = default;
        var halves = (text ?? "").Split('-', StringSplitOptions.TrimEntries);
        if (halves.Length != 2 || !Time(halves[0], out var opens) || !Time(halves[1], out var closes) || opens >= closes)
        {
            return false;
        }

        session = new WorkingSession(opens, closes);
        return true;
    }

    /// <summary>The session as calendars write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Opens:HH:mm}-{Closes:HH:mm}");

    private static bool Time(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
