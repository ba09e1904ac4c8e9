namespace Par.Worker.Demo.People;

/// <summary>
/// What all synthetic people share: the day, the areas, the running numbers and the seeded chance. The same seed on the same
/// day draws the same province.
/// </summary>
internal sealed class Province(int seed, DateOnly today, IReadOnlyList<Area> areas)
{
    private static readonly (int Code, int PerMille)[] Origins =
        [(48, 460), (49, 470), (51, 15), (46, 15), (52, 8), (45, 6), (40, 6), (38, 5), (1, 8), (79, 7)];

    /// <summary>From this day a birth in the province is registered under the merged province's code.</summary>
    private static readonly DateOnly Merged = new(2025, 7, 1);

    public Random Random { get; } = new(seed);

    public DateOnly Today { get; } = today;

    public Areas Areas { get; } = new(areas, seed);

    public PersonalIds Ids { get; } = new();

    public Numbers Numbers { get; } = new();

    /// <summary>Midnight at the beginning of the day, in the province's time: the moment up to which the filled rows are confirmed.</summary>
    public DateTimeOffset Confirmed => Moment(Today, TimeOnly.MinValue);

    public static DateTimeOffset Moment(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), TimeSpan.FromHours(7)).ToUniversalTime();

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(TimeSpan.FromHours(7)).DateTime);

    public string IssueId(DateOnly dateOfBirth, Sex sex)
    {
        var drawn = Random.Next(1000);
        var origin = 0;
        while (drawn >= Origins[origin].PerMille)
        {
            drawn -= Origins[origin++].PerMille;
        }

        return Ids.Issue(dateOfBirth >= Merged ? Origins[0].Code : Origins[origin].Code, dateOfBirth, sex);
    }

    /// <summary>Whole years on a day; someone born on 29 February is a year older on 1 March of common years.</summary>
    public static int Age(DateOnly dateOfBirth, DateOnly on)
    {
        var years = on.Year - dateOfBirth.Year;
        return (on.Month, on.Day).CompareTo((dateOfBirth.Month, dateOfBirth.Day)) < 0 ? years - 1 : years;
    }
}
