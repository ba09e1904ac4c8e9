using Npgsql;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>One registry: the pool of connections by which it is read, and whether it answers just now.</summary>
internal sealed class RegistryConnection(Registry registry, bool hasFeed, NpgsqlDataSource source, TimeProvider clock)
{
    private readonly Lock gate = new();
    private DateTimeOffset? awaySince;

    public string Name => registry.Id;

    public Registry Registry => registry;

    /// <summary>It keeps a feed of its life events; else their tables are read, where it has any.</summary>
    public bool HasFeed => hasFeed;

    /// <summary>Every connection of it only reads, and every question to it has a limit of time.</summary>
    public NpgsqlDataSource Source => source;

    public bool IsAway
    {
        get
        {
            lock (gate)
            {
                return awaySince is not null;
            }
        }
    }

    /// <summary>Notes that the registry does not answer. True when it was thought to answer until now.</summary>
    public bool WentAway()
    {
        lock (gate)
        {
            var news = awaySince is null;
            awaySince ??= clock.GetUtcNow();
            return news;
        }
    }

    /// <summary>Notes that the registry answers, and says for how long it had been away; null when it was not.</summary>
    public TimeSpan? CameBack()
    {
        lock (gate)
        {
            var away = clock.GetUtcNow() - awaySince;
            awaySince = null;
            return away;
        }
    }
}
