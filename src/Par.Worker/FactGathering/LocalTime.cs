using Par.Rules.Catalogue;

namespace Par.Worker.FactGathering;

/// <summary>Which day it is for the people the registries speak of: in the time zone of the working calendars.</summary>
internal sealed class LocalTime(RuleCatalogue catalogue, TimeProvider clock)
{
    private readonly TimeZoneInfo zone = catalogue.Calendars.Values
        .OrderBy(calendar => calendar.Name, StringComparer.Ordinal)
        .FirstOrDefault()?.TimeZone ?? TimeZoneInfo.Utc;

    public DateOnly Today => Day(clock.GetUtcNow());

    public DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Moment(moment).Date);

    public DateTimeOffset Moment(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    /// <summary>The first moment of a day.</summary>
    public DateTimeOffset Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}
