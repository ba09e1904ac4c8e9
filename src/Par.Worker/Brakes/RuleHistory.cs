namespace Par.Worker.Brakes;

/// <summary>How much a rule has opened, by day.</summary>
/// <param name="Days">How many past days are known, those without anything among them.</param>
/// <param name="Busiest">What the days brought on which there was anything, the most first.</param>
internal readonly record struct RuleHistory(int Days, IReadOnlyList<int> Busiest)
{
    /// <summary>With fewer known days there is no history to compare with.</summary>
    public const int FewestDays = 7;

    /// <summary>
    /// What a busy day brings: nine days of ten brought no more. One day that went wrong does not move it. Null: not known yet.
    /// </summary>
    public int? BusyDay => Days < FewestDays ? null : Busiest.ElementAtOrDefault(Days / 10);

    /// <summary>What a usual week brings, with no day counted for more than a busy one. Null: not known yet.</summary>
    public double? UsualWeek => BusyDay is { } busy ? Busiest.Sum(day => Math.Min(day, busy)) * 7.0 / Days : null;

    /// <summary>What the rule may open in one day; null: as much as it will.</summary>
    public int? Allowed(int? perDay, BrakeOptions options) =>
        perDay ?? (BusyDay is { } busy ? (int)Math.Min(int.MaxValue, Math.Max(options.Floor, Math.Ceiling(options.Factor * busy))) : null);
}
