namespace Par.Worker.Rounds;

/// <summary>Section <c>Rounds</c>: how much one round takes, and how failures are tried again.</summary>
internal sealed class RoundOptions
{
    /// <summary>The most life events of one round, 1 to 10,000. Default 250: more would make the first of them wait for the last.</summary>
    public int Events { get; set; } = 250;

    /// <summary>The most partitions of one round, 1 to 64, so that other workers get their share. Default 16.</summary>
    public int Partitions { get; set; } = 16;

    /// <summary>How many rounds run side by side in one worker, 1 to 16. Default 3: one decides while the database writes another's and makes a third's durable.</summary>
    public int SideBySide { get; set; } = 3;

    /// <summary>How long to wait at most before looking for work that nobody announced; a fifth of it when there was some just now. Default 1 s.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how many failures a life event is kept in quarantine. Default 8.</summary>
    public int Attempts { get; set; } = 8;

    /// <summary>The wait after an event's first failure; it doubles with each. Default 2 s.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the wait between an event's failures may grow. Default 10 min.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);
}
