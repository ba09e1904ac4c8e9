namespace Par.Worker.Rounds;

/// <summary>Section <c>DateTriggers</c>: how far back people are looked for whose day has come.</summary>
internal sealed class DateTriggerOptions
{
    /// <summary>How many days before the last run are looked through again, for people recorded late. Default 7.</summary>
    public int OverlapDays { get; set; } = 7;

    /// <summary>How many days back the first run of a rule looks. Default 30.</summary>
    public int FirstRunDays { get; set; } = 30;
}
