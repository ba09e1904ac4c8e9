using Npgsql;
using Par.Rules.Catalogue;
using Par.Worker.Storage;

namespace Par.Worker.Registries;

/// <summary>The SQL that adds a feed to a registry, to be read and run by whoever keeps that registry.</summary>
internal static class FeedScript
{
    public static string For(Registry registry, string connectionString, bool replication)
    {
        var login = Quoted.Name(new NpgsqlConnectionStringBuilder(connectionString).Username ?? "reader");
        var schema = Quoted.Name(registry.Schema);
        return $"""
            -- For the registry '{registry.Id}': run it in its database, as the owner of the schema {registry.Schema}.
            begin;
            create schema if not exists {schema};
            set local search_path = {schema};

            {Sql.Read("Registries/feed.sql").TrimEnd()}

            grant usage on schema {schema} to {login};
            grant select on all tables in schema {schema} to {login};
            {(replication ? Replication(registry, login) : "")}commit;

            -- In the transaction of each fact that the catalogue names, the registry's application then writes, for example:
            --   insert into {Quoted.Feed(registry)} (event_uid, kind, subject_id, locality, occurred_at, body)
            --   values (gen_random_uuid(), 'KIND', 'PERSONAL ID', 'AREA', now(), jsonb_build_object('NAME', 'VALUE'));

            """;
    }

    private static string Replication(Registry registry, string login) => $"""

        -- Needs wal_level = logical, and an administrator for the first line. max_slot_wal_keep_size keeps a reader that is away from filling the disk.
        alter role {login} replication;
        create publication {RegistryOptions.Publication} for table {Quoted.Feed(registry)} with (publish = 'insert');

        """;
}
