using System.Globalization;

namespace Par.Rules.Feel;

/// <summary>A time zone: a fixed distance from UTC such as <c>+07:00</c>, or a region such as <c>Asia/Ho_Chi_Minh</c>.</summary>
public sealed class FeelZone : IEquatable<FeelZone>
{
    private readonly TimeZoneInfo? _region;
    private readonly int _seconds;

    private FeelZone(string text, int seconds, TimeZoneInfo? region)
    {
        Text = text;
        _seconds = seconds;
        _region = region;
    }

    /// <summary>Coordinated universal time.</summary>
    public static FeelZone Utc { get; } = new("Z", 0, null);

    /// <summary>The zone as it is written after a time: <c>Z</c>, <c>+07:00</c> or <c>@Asia/Ho_Chi_Minh</c>.</summary>
    public string Text { get; }

    /// <summary>The region's name, or null when the zone is a fixed distance from UTC.</summary>
    public string? Region => _region is null ? null : Text[1..];

    /// <summary>The zone at a fixed distance from UTC, at most 18 hours.</summary>
    public static FeelZone At(TimeSpan fromUtc)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromUtc.Duration(), TimeSpan.FromHours(18));
        var seconds = (int)fromUtc.TotalSeconds;
        if (seconds == 0)
        {
            return Utc;
        }

        var size = Math.Abs(seconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? '-' : '+')}{size / 3600:00}:{size / 60 % 60:00}");
        return new FeelZone(size % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{size % 60:00}"), seconds, null);
    }

    /// <summary>The zone of a region, or null when no region has this name.</summary>
    public static FeelZone? Named(string region)
    {
        if (region is "Etc/UTC" or "UTC")
        {
            return new FeelZone("@" + region, 0, TimeZoneInfo.Utc);
        }

        if (!region.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+'))
        {
            return null;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(region, out var zone) ? new FeelZone("@" + region, 0, zone) : null;
    }

    /// <summary>How far the zone is from UTC, in seconds, at a local day and time there.</summary>
    internal int SecondsAt(long day, long nanosecond)
    {
        if (_region is null)
        {
            return _seconds;
        }

        var clamped = Math.Clamp(day, DateOnly.MinValue.DayNumber + 1, DateOnly.MaxValue.DayNumber - 1);
        var local = DateOnly.FromDayNumber((int)clamped).ToDateTime(TimeOnly.MinValue).AddTicks(nanosecond / 100);
        return (int)_region.GetUtcOffset(local).TotalSeconds;
    }

    /// <summary>How far the zone is from UTC, in seconds; null when that depends on the day.</summary>
    internal int? FixedSeconds => _region is null ? _seconds : null;

    /// <inheritdoc/>
    public bool Equals(FeelZone? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
