namespace Par.Rules.Feel.Machine;

/// <summary>Puts a bare value back into a <see cref="Value"/>, one way for each kind of <see cref="Raw"/>.</summary>
internal static class Wrap
{
    public static void Number(ref Value at, decimal number) => at = Value.Of(number);

    public static void Day(ref Value at, long day) => at = Value.OfDay(day);

    public static void Days(ref Value at, long days) => at = Value.Of(DaysAndTime.OfDays(days));

    public static void Months(ref Value at, long months) => at = Value.Of(new YearsAndMonths(months));

    public static void Text(ref Value at, string text) => at = Value.Of(text);

    public static void List(ref Value at, FeelList list) => at = Value.Of(list);
}
