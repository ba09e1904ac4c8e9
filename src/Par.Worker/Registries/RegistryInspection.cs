using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>Connects to a registry and compares what is there with what the catalogue and the settings say.</summary>
internal sealed class RegistryInspection(RegistryConnections registries, RuleCatalogue catalogue, IOptions<RegistriesOptions> settings, TimeProvider clock)
{
    public IEnumerable<string> Names => registries.All.Select(registry => registry.Name);

    public async Task<IReadOnlyList<Inspected>> Inspect(string name, CancellationToken cancellation)
    {
        var registry = registries[name];
        try
        {
            await using var connection = await registry.Source.OpenConnectionAsync(cancellation);
            var began = clock.GetTimestamp();
            await using (var ping = new NpgsqlCommand("select 1", connection))
            {
                await ping.ExecuteScalarAsync(cancellation);
            }

            var took = clock.GetElapsedTime(began);
            var own = settings.Value.ByName[name];
            return
            [
                connection.PostgreSqlVersion.Major >= 13
                    ? Inspected.Good(string.Create(CultureInfo.InvariantCulture, $"Answers in {took.TotalMilliseconds:0.0} ms; PostgreSQL {connection.PostgreSqlVersion}."))
                    : Inspected.Wrong($"It is PostgreSQL {connection.PostgreSqlVersion}, and a feed needs 13 or newer."),
                .. registry.HasFeed
                    ? [.. await FeedInspection.Of(connection, registry.Registry, catalogue, cancellation), await FeedInspection.HeldBack(connection, cancellation)]
                    : await TableInspection.Of(connection, RegistryTable.Of(registry, catalogue), cancellation),
                .. own.Way == FeedWay.Replication ? await ReplicationInspection.Of(connection, registry.Registry, own.SlotOf(name), cancellation) : [],
                .. await EntityInspection.Of(connection, registry.Registry, catalogue, cancellation),
                await MayWrite(connection, registry.Registry, cancellation),
            ];
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return [Inspected.Wrong(Unreachable.Sentence(registry, failure))];
        }
    }

    private static async Task<Inspected> MayWrite(NpgsqlConnection connection, Registry registry, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(tablename, ', ' order by tablename)
              from pg_tables
             where schemaname = $1
               and has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'insert, update, delete, truncate')
            """,
            connection)
        {
            Parameters = { new() { Value = registry.Schema } },
        };
        return await command.ExecuteScalarAsync(cancellation) is string tables
            ? Inspected.Slow($"The login may write to {tables}. It need only read: give it a role that has nothing but select.")
            : Inspected.Good("The login may only read.");
    }
}
