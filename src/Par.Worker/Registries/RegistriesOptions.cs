namespace Par.Worker.Registries;

/// <summary>Section <c>Registries</c>: one entry for each registry of the rule book's catalogue, by its name.</summary>
internal sealed class RegistriesOptions
{
    public Dictionary<string, RegistryOptions> ByName { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>Section <c>Registries:(name)</c>: where a registry is, and how long its answers may take.</summary>
internal sealed class RegistryOptions
{
    /// <summary>An Npgsql connection string of a role that may only read. Required.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Feed or Replication. Default Feed. Replication needs a role that may replicate, and what <c>par registry init --replication</c> prints.</summary>
    public FeedWay Way { get; set; } = FeedWay.Feed;

    /// <summary>The name of the replication slot. Default <c>par_</c> and the registry's name.</summary>
    public string? Slot { get; set; }

    /// <summary>The name of the publication that has the feed.</summary>
    public const string Publication = "par_feed";

    public string SlotOf(string registry) => Slot ?? $"par_{registry.Replace('-', '_')}";

    /// <summary>How long opening a connection may take, in whole seconds. Default 3 s.</summary>
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one question may take before the registry counts as silent. Default 5 s.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many questions in a row must stay without an answer until nobody asks it for a while. 1 to 100, default 3. One that cannot be reached is away at once.</summary>
    public int FailuresUntilAway { get; set; } = 3;

    /// <summary>How long it is not asked for facts then, before one question is put to it on trial. 100 ms to 1 h, default 30 s.</summary>
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may be away until an alarm is raised. 0 to 7 days, default 5 min.</summary>
    public TimeSpan AlarmWhenAwayFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an open transaction may hold its life events back until an alarm is raised. 0 to 7 days, default 5 min.</summary>
    public TimeSpan AlarmWhenHeldBackFor { get; set; } = TimeSpan.FromMinutes(5);
}
