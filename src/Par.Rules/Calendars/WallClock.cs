namespace Par.Rules.Calendars;

/// <summary>Turns what a wall clock shows into a moment.</summary>
internal static class WallClock
{
    /// <summary>
    /// The first moment, in UTC ticks, at which the wall clock shows the given time or a later one. So an hour that the
    /// clock shows twice is meant the first time, an hour it skips begins when it skips, and desk hours never overlap.
    /// </summary>
    public static long FirstShows(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            return EndOfGap(local, zone);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks;
    }

    private static long EndOfGap(DateTime local, TimeZoneInfo zone)
    {
        long before = local.Ticks - TimeSpan.TicksPerDay, after = local.Ticks + TimeSpan.TicksPerDay;
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            var shown = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(middle, DateTimeKind.Utc), zone);
            if (shown.Ticks >= local.Ticks)
            {
                after = middle;
            }
            else
            {
                before = middle;
            }
        }

        return after;
    }
}
