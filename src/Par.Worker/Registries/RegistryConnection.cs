using Npgsql;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>One registry: the pool of connections by which it is read, and whether it answers just now.</summary>
internal sealed class RegistryConnection(Registry registry, bool hasFeed, NpgsqlDataSource source, RegistryOptions options, TimeProvider clock)
{
    public string Name => registry.Id;

    public Registry Registry => registry;

    public RegistryOptions Options => options;

    /// <summary>It keeps a feed of its life events; else their tables are read, where it has any.</summary>
    public bool HasFeed => hasFeed;

    /// <summary>Every connection of it only reads, every question to it has a limit of time, and what is asked at once is answered from one snapshot.</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>Whether its life events can be read. One loop of this program reads them, and waits as long as it will while they cannot.</summary>
    public Breaker Feed { get; } = new(options.FailuresUntilAway, TimeSpan.Zero, Longest(options), clock);

    /// <summary>Whether it is asked for facts.</summary>
    public Breaker Facts { get; } = new(options.FailuresUntilAway, options.AskAgainAfter, Longest(options), clock);

    /// <summary>The registry as a whole is out of reach: only its feed is tried until it is back.</summary>
    public bool IsAway => Facts.Waits;

    /// <summary>Its life events cannot be read, whatever the reason.</summary>
    public bool IsSilent => Feed.State != BreakerState.Closed;

    /// <summary>Notes that the registry is out of reach. True when it was thought to answer until now.</summary>
    public bool WentAway(string why)
    {
        var news = !IsAway;
        Feed.Open(why);
        Facts.Wait(why);
        return news;
    }

    private static TimeSpan Longest(RegistryOptions options) => options.ConnectWithin + options.AnswerWithin + TimeSpan.FromSeconds(2);
}
