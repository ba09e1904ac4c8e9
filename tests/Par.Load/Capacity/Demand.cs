namespace Par.Load.Capacity;

/// <summary>How many life events come to a cell in each second of a week that begins on a Monday.</summary>
/// <param name="people">People of the cell.</param>
/// <param name="eventsAPerson">Life events of one person in a year.</param>
internal sealed class Demand(double people, double eventsAPerson)
{
    public const int SecondsAWeek = 7 * SecondsADay;
    private const int SecondsADay = 24 * SecondsAnHour;
    private const int SecondsAnHour = 3_600;
    private const double WeeksAYear = 365.25 / 7;

    // Four of five life events are entered by officers, in the eight hours of five days; the rest comes round the clock.
    private const double InOfficeHours = 0.8;
    private const double OfficeHoursAWeek = 40;

    // Weekends leave work for Monday, and the hour after opening is the fullest of a day.
    private static readonly double[] Days = [1.4, 1.0, 0.9, 0.8, 0.9, 0, 0];
    private static readonly (int Hour, double Weight)[] Hours = [(7, 0.6), (8, 1.6), (9, 1.4), (10, 1.1), (13, 0.9), (14, 1.2), (15, 0.8), (16, 0.4)];

    /// <summary>What is expected in one second.</summary>
    public double At(int second)
    {
        var (day, hour) = (second / SecondsADay, second % SecondsADay / SecondsAnHour);
        var aWeek = people * eventsAPerson / WeeksAYear;
        var office = Hours.Where(one => one.Hour == hour).Sum(one => one.Weight) * Days[day];
        return aWeek * ((1 - InOfficeHours) / SecondsAWeek + (InOfficeHours * office / (OfficeHoursAWeek * SecondsAnHour)));
    }

    public double FullestSecond => Enumerable.Range(0, SecondsAWeek / SecondsAnHour).Max(hour => At(hour * SecondsAnHour));

    public static int Of(int day, int hour) => (day * SecondsADay) + (hour * SecondsAnHour);
}
