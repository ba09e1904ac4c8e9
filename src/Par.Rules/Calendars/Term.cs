using System.Globalization;

namespace Par.Rules.Calendars;

/// <summary>
/// How long the law or a promise allows: "7 working days", "30 working minutes", "60 calendar days", "same day". The
/// unit is part of the term, and 60 working minutes are not the same term as 1 working hour.
/// </summary>
public readonly record struct Term
{
    /// <summary>The largest amount a term may have, in any unit.</summary>
    public const int Longest = 100_000;

    private static readonly Dictionary<string, TermUnit> Units = new(StringComparer.Ordinal)
    {
        ["working day"] = TermUnit.WorkingDays,
        ["working hour"] = TermUnit.WorkingHours,
        ["working minute"] = TermUnit.WorkingMinutes,
        ["calendar day"] = TermUnit.CalendarDays,
    };

    /// <summary>Makes a term of an amount, at least 0 and at most <see cref="Longest"/>, and a unit.</summary>
    public Term(int amount, TermUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Longest);
        Amount = amount;
        Unit = unit;
    }

    /// <summary>Ends at closing of the day of reception.</summary>
    public static Term SameDay => WorkingDays(0);

    /// <summary>How many of the unit.</summary>
    public int Amount { get; }

    /// <summary>What is counted.</summary>
    public TermUnit Unit { get; }

    /// <summary>A term of so many working days.</summary>
    public static Term WorkingDays(int amount) => new(amount, TermUnit.WorkingDays);

    /// <summary>A term of so many working hours.</summary>
    public static Term WorkingHours(int amount) => new(amount, TermUnit.WorkingHours);

    /// <summary>A term of so many working minutes.</summary>
    public static Term WorkingMinutes(int amount) => new(amount, TermUnit.WorkingMinutes);

    /// <summary>A term of so many calendar days.</summary>
    public static Term CalendarDays(int amount) => new(amount, TermUnit.CalendarDays);

    /// <summary>Reads a term such as <c>7 working days</c> or <c>same day</c>.</summary>
    /// <exception cref="FormatException">The text is not a term; the message says how to write one.</exception>
    public static Term Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var term)
            ? term
            : throw new FormatException(
                $"'{text}' is not a term. Write a whole number up to {Longest} and working days, working hours, working minutes or calendar days, such as '7 working days', or 'same day'.");
    }

    /// <summary>Reads a term, or says no. See <see cref="Parse"/> for the form.</summary>
    public static bool TryParse(string? text, out Term term)
    {
        term = SameDay;
        var written = (text ?? "").Trim();
        if (written == "same day")
        {
            return true;
        }

        var parts = written.Split(' ', 2);
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || amount > Longest
            || Singular(amount, parts[1]) is not { } name
            || !Units.TryGetValue(name, out var unit))
        {
            return false;
        }

        term = new Term(amount, unit);
        return true;
    }

    /// <summary>The term as rules write it; <see cref="Parse"/> reads it back.</summary>
    public override string ToString()
    {
        if (this == SameDay)
        {
            return "same day";
        }

        var unit = Unit;
        var name = Units.First(known => known.Value == unit).Key;
        return string.Create(CultureInfo.InvariantCulture, $"{Amount} {name}{(Amount == 1 ? "" : "s")}");
    }

    private static string? Singular(int amount, string unit) =>
        amount == 1 ? unit : unit.EndsWith('s') ? unit[..^1] : null;
}
