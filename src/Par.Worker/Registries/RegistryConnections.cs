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
    private readonly ILogger<RegistryConnections> log;

    public RegistryConnections(
        RuleCatalogue catalogue, IOptions<RegistriesOptions> options, TimeProvider clock, ILogger<RegistryConnections> log)
    {
        (this.log, first) = (log, catalogue);
        byName = catalogue.Registries.Values.ToFrozenDictionary(
            registry => registry.Id,
            registry => new RegistryConnection(registry, HasFeed(registry.Id, catalogue), Open(registry.Id, options.Value.ByName[registry.Id]), clock),
            StringComparer.Ordinal);
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

    /// <summary>Notes that a registry does not answer; said once, until it is back.</summary>
    public void WentAway(RegistryConnection connection, Exception reason)
    {
        if (connection.WentAway())
        {
            LogAway(connection.Name, Unreachable.Reason(reason));
        }
    }

    /// <summary>Notes that a registry answers. Who asks <see cref="Returned"/> learns of it once.</summary>
    public void Answered(RegistryConnection connection)
    {
        if (connection.IsAway && connection.CameBack() is { } away)
        {
            returned.Enqueue(connection.Name);
            LogBack(connection.Name, away);
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

    /// <summary>Tries every registry once, side by side, and says in one exception which ones cannot be read.</summary>
    public async Task TryAll(CancellationToken cancellation)
    {
        var sentences = await Task.WhenAll(All.Select(connection => Try(connection, cancellation)));
        if (sentences.OfType<string>().ToList() is { Count: > 0 } problems)
        {
            throw new RegistryUnreachableException(problems);
        }
    }

    public async ValueTask DisposeAsync()
    {
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
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on -c statement_timeout={milliseconds}".TrimStart();
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
}
