using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Rules.Catalogue;
using Par.Worker.Storage;

namespace Par.Worker.Registries;

/// <summary>The registries of the catalogue, each with its own pool of connections that can only read.</summary>
internal sealed partial class RegistryConnections : IAsyncDisposable
{
    private readonly FrozenDictionary<string, RegistryConnection> byName;
    private readonly RuleCatalogue first;
    private readonly ConcurrentQueue<string> returned = new();
    private readonly RegistryMeter meter;
    private readonly ILogger<RegistryConnections> log;

    public RegistryConnections(
        RuleCatalogue catalogue, IOptions<RegistriesOptions> options, TimeProvider clock, ILogger<RegistryConnections> log)
    {
        (this.log, first) = (log, catalogue);
        byName = catalogue.Registries.Values.ToFrozenDictionary(
            registry => registry.Id,
            registry => new RegistryConnection(registry, HasFeed(registry.Id, catalogue), Open(registry.Id, options.Value.ByName[registry.Id]), options.Value.ByName[registry.Id], clock),
            StringComparer.Ordinal);
        meter = new RegistryMeter([.. All]);
    }

    public IEnumerable<RegistryConnection> All => byName.Values.OrderBy(connection => connection.Name, StringComparer.Ordinal);

    public RegistryConnection this[string registry] => byName[registry];

    /// <summary>
    /// Why a catalogue cannot be worked with by the connections of this program; null when it can. Registries need settings and
    /// pools, which are made at start.
    /// </summary>
    public string? WhyNot(RuleCatalogue catalogue)
    {
        var other = catalogue.Registries.Values
            .Where(registry => byName.GetValueOrDefault(registry.Id)?.Registry.Schema != registry.Schema)
            .Select(registry => registry.Id)
            .Concat(byName.Keys.Where(name => !catalogue.Registries.ContainsKey(name)))
            .Order(StringComparer.Ordinal)
            .ToList();
        var otherWay = byName.Values.Where(one => catalogue.Registries.ContainsKey(one.Name) && one.HasFeed != HasFeed(one.Name, catalogue)).Select(one => one.Name);
        return other.Count == 0
            ? otherWay.Order(StringComparer.Ordinal).FirstOrDefault() is not { } changed
                ? null
                : $"the life events of the registry '{changed}' come by another way than when this program was started (its feed, or tables): start the program again."
            : $"catalogue/registries.yaml names other registries or schemas than this program was started with ({string.Join(", ", other)}): "
                + "set Registries:<name> for those that are new, and start the program again.";
    }

    /// <summary>Notes that a registry is out of reach; said once, until it is back.</summary>
    public void WentAway(RegistryConnection connection, Exception failure)
    {
        var reason = Unreachable.Reason(failure);
        if (connection.WentAway(reason))
        {
            LogAway(connection.Name, reason);
        }
    }

    /// <summary>Notes that a question failed, where that means that the registry is out of reach.</summary>
    public void NoteIfAway(RegistryConnection connection, Exception failure)
    {
        if (Unreachable.IsAway(failure))
        {
            WentAway(connection, failure);
        }
    }

    /// <summary>Notes that reading a registry's life events failed although it can be reached; after some times in a row it counts as silent.</summary>
    public void FeedFailed(RegistryConnection connection, Exception failure)
    {
        if (Unreachable.IsAway(failure))
        {
            WentAway(connection, failure);
        }
        else
        {
            if (connection.Feed.Failed(Unreachable.Reason(failure)))
            {
                LogFeedSilent(connection.Name, Unreachable.Reason(failure));
            }

            if (failure is PostgresException)
            {
                IsThere(connection);
            }
        }
    }

    /// <summary>Notes that a registry answers, and that its feed is not there or not as it must be: it is asked for facts all the same.</summary>
    public void HasNoUsableFeed(RegistryConnection connection, string reason)
    {
        connection.Feed.Open(reason);
        IsThere(connection);
    }

    /// <summary>Notes that a registry can be reached, whatever it answered: one that was away is asked for facts again.</summary>
    public void IsThere(RegistryConnection connection)
    {
        if (connection.IsAway)
        {
            FactsAnswered(connection);
        }
    }

    /// <summary>Notes that a question for facts stayed without an answer; after some in a row the registry is not asked for a while.</summary>
    public void FactsFailed(RegistryConnection connection, Exception failure)
    {
        var reason = Unreachable.Reason(failure);
        if (Unreachable.IsAway(failure))
        {
            WentAway(connection, failure);
        }
        else if (connection.Facts.Failed(reason))
        {
            LogRests(connection.Name, connection.Options.FailuresUntilAway, reason, connection.Options.AskAgainAfter);
        }
    }

    /// <summary>Notes that a registry answered a question for facts. Who asks <see cref="Returned"/> learns once that it had not.</summary>
    public void FactsAnswered(RegistryConnection connection)
    {
        if (connection.Facts.Answered() is { } silent)
        {
            returned.Enqueue(connection.Name);
            LogBack(connection.Name, silent);
        }
    }

    /// <summary>Notes that a registry's life events can be read, and so that it is there.</summary>
    public void Answered(RegistryConnection connection)
    {
        var silent = connection.Feed.Answered();
        if (connection.IsAway)
        {
            FactsAnswered(connection);
        }
        else if (silent is { } time)
        {
            LogReadAgain(connection.Name, time);
        }
    }

    /// <summary>The registries that came back since this was last asked.</summary>
    public IReadOnlyList<string> Returned()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        while (returned.TryDequeue(out var name))
        {
            names.Add(name);
        }

        return [.. names];
    }

    /// <summary>Tries every registry once, side by side, and says which ones cannot be read, and the mend. Those out of reach count as away until they answer.</summary>
    public async Task<IReadOnlyList<string>> TryAll(CancellationToken cancellation) =>
        [.. (await Task.WhenAll(All.Select(connection => Try(connection, cancellation)))).OfType<string>()];

    public async ValueTask DisposeAsync()
    {
        meter.Dispose();
        foreach (var connection in byName.Values)
        {
            await connection.Source.DisposeAsync();
        }
    }

    private static NpgsqlDataSource Open(string registry, RegistryOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(options.ConnectionString) { Name = registry };
        var settings = builder.ConnectionStringBuilder;
        var milliseconds = ((long)options.AnswerWithin.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        settings.ApplicationName ??= "par-worker-reader";
        Database.KeepValuesOutOfErrors(builder);
        settings.Timeout = (int)Math.Ceiling(options.ConnectWithin.TotalSeconds);
        // The server stops a slow question itself; ours waits a little longer, for a server that stopped answering.
        settings.CommandTimeout = (int)Math.Ceiling(options.AnswerWithin.TotalSeconds) + 2;
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on -c statement_timeout={milliseconds} -c default_transaction_isolation=repeatable\\ read".TrimStart();
        return builder.Build();
    }

    private async Task<string?> Try(RegistryConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var opened = await connection.Source.OpenConnectionAsync(cancellation);
            return connection.HasFeed
                ? await TryFeed(connection, opened, cancellation)
                : await TryTables(RegistryTable.Of(connection, first), opened, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            if (Unreachable.IsAway(failure) || Unreachable.TookTooLong(failure))
            {
                connection.WentAway(Unreachable.Reason(failure));
            }

            return Unreachable.Sentence(connection, failure);
        }
    }

    private static async Task<string?> TryFeed(RegistryConnection connection, NpgsqlConnection opened, CancellationToken cancellation)
    {
        await using var look = new NpgsqlCommand($"select 1 from {Quoted.Feed(connection.Registry)} limit 0", opened);
        await look.ExecuteNonQueryAsync(cancellation);
        return null;
    }

    private static async Task<string?> TryTables(IReadOnlyList<RegistryTable> tables, NpgsqlConnection opened, CancellationToken cancellation)
    {
        var problems = new List<string>();
        foreach (var table in tables)
        {
            try
            {
                await table.Try(opened, cancellation);
            }
            catch (PostgresException failure) when (!Unreachable.IsAway(failure))
            {
                problems.Add($"The registry '{table.Registry.Name}' cannot be read. {await TableFault.Of(table, failure, cancellation)}");
            }
        }

        return problems.Count == 0 ? null : string.Join(Environment.NewLine, problems);
    }

    private static bool HasFeed(string registry, RuleCatalogue catalogue) =>
        !catalogue.LifeEvents.Values.Any(life => life.Registry.Id == registry && life.ReadFrom is not null);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} went away ({Reason}); its questions stay open until it is back")]
    private partial void LogAway(string registry, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Registry {Registry} came back after {Away}")]
    private partial void LogBack(string registry, TimeSpan away);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The life events of registry {Registry} cannot be read ({Reason}); they wait, and are asked for again")]
    private partial void LogFeedSilent(string registry, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The life events of registry {Registry} are read again after {Silent}")]
    private partial void LogReadAgain(string registry, TimeSpan silent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} left {Count} questions in a row unanswered ({Reason}); they stay open, and it is asked again after {Rest}")]
    private partial void LogRests(string registry, int count, string reason, TimeSpan rest);
}
