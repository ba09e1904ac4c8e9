namespace Par.Worker.Intake;

/// <summary>Section <c>Intake</c>: how eagerly the registries' feeds are read.</summary>
internal sealed class IntakeOptions
{
    /// <summary>How many life events are taken in at once, 1 to 10,000. Default 1,000.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>How long to wait after a page that held something. Default 25 ms.</summary>
    public TimeSpan ShortestWait { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long the wait may grow while nothing comes. Default 200 ms.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long it may grow while the registry says by NOTIFY when something comes; a connection that went silent delays its life events so long.
    /// Default 1 s; never less than the longest wait.
    /// </summary>
    public TimeSpan LongestWaitWhileNudged { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether to listen to what registries say by NOTIFY: one connection more to each of them, and shorter waits. Default true.</summary>
    public bool Nudges { get; set; } = true;

    /// <summary>How long to wait between readings while the registry's server sends what is new by itself. Default 15 s.</summary>
    public TimeSpan WaitWhileFollowed { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait between readings of the tables of a registry that keeps no feed, at least. Default 1 s.</summary>
    public TimeSpan WaitBetweenTables { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the wait may grow while a registry is away. Default 5 s.</summary>
    public TimeSpan LongestWaitWhenAway { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The seed by which waits are spread, so that workers do not ask in step; null takes one and logs it.</summary>
    public int? Seed { get; set; }

    public bool WaitsAreInOrder() =>
        ShortestWait >= TimeSpan.FromMilliseconds(1) && ShortestWait <= LongestWait
        && LongestWait <= LongestWaitWhenAway && LongestWaitWhenAway <= TimeSpan.FromMinutes(10);
}
