using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Par.Rules.Calendars;

namespace Par.Worker.Agencies;

/// <summary>
/// Turns the norm of a year into what an officer takes in a day. The working days of the year share it so that their whole sum is the
/// norm: of 1,600 in 250 days, some days have 6 and some have 7.
/// </summary>
internal sealed class Norms(AgencyDirectory directory, IOptions<AgencyOptions> options)
{
    private readonly ConcurrentDictionary<(WorkingCalendar Calendar, int Year), DateOnly[]> years = new();

    /// <summary>What says how much an officer of the agency takes today.</summary>
    public DayNorm Of(string agency, DateTimeOffset now)
    {
        var calendar = directory.CalendarOf(agency);
        var day = calendar.DayOf(now);
        var area = directory.Find(agency).Area.AreaClass;
        if (!options.Value.HoldToNorms || options.Value.NormOf(area) is not { } norm)
        {
            return new DayNorm(day, null, 1, 1);
        }

        var worked = years.GetOrAdd((calendar, day.Year), year => [.. DaysOf(year.Year).Where(year.Calendar.IsWorkingDay)]);
        var place = Array.BinarySearch(worked, day);
        // Who works on a day off, or before the first working day of the year, has the figure of the next working day.
        return new DayNorm(day, norm, Math.Min((place < 0 ? ~place : place) + 1, worked.Length), worked.Length);
    }

    /// <summary>For who belongs to no agency.</summary>
    public static DayNorm None { get; } = new(DateOnly.MinValue, null, 1, 1);

    /// <summary>The same; null for an agency that the catalogue no longer names.</summary>
    public DayNorm? IfKnown(string agency, DateTimeOffset now) => directory.Knows(agency) ? Of(agency, now) : null;

    private static IEnumerable<DateOnly> DaysOf(int year)
    {
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}

/// <summary>The norm of a year and the place of a day among its working days, as claim.sql and its like take them.</summary>
/// <param name="Day">The day it is at the agency.</param>
/// <param name="Norm">Dossiers in a year for an officer who works all of it; null where there is no norm.</param>
/// <param name="Nth">The how-manieth working day of its year it is.</param>
/// <param name="Days">How many working days its year has.</param>
internal sealed record DayNorm(DateOnly Day, int? Norm, int Nth, int Days)
{
    /// <summary>What an officer with this share of the working time takes on this day; null where there is no norm.</summary>
    public int? For(decimal share) => Norm is { } norm ? (int)(decimal.Floor(norm * share * Nth / Days) - decimal.Floor(norm * share * (Nth - 1) / Days)) : null;
}
