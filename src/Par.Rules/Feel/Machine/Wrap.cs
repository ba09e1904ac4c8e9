namespace Par.Rules.Feel.Machine;

/// <summary>Puts a bare value back into a <see cref="Value"/>, one way for each kind of <see cref="Raw"/>.</summary>
internal static class Wrap
{
    public static Value Number(decimal number) => Value.Of(number);

    public static Value Day(long day) => Value.OfDay(day);

    public static Value Days(long days) => Value.Of(DaysAndTime.OfDays(days));

    public static Value Months(long months) => Value.Of(new YearsAndMonths(months));

    public static Value Text(string text) => Value.Of(text);

    public static Value List(FeelList list) => Value.Of(list);
}
