using System.Globalization;
using Npgsql;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>Looks at what following a registry's commits needs of its server.</summary>
internal static class ReplicationInspection
{
    public static async Task<IReadOnlyList<Inspected>> Of(NpgsqlConnection connection, Registry registry, string slot, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select current_setting('wal_level') = 'logical',
                   (select rolreplication or rolsuper from pg_roles where rolname = current_user),
                   exists (select from pg_publication_tables where pubname = $1 and schemaname = $2 and tablename = 'registry_event'),
                   current_setting('max_slot_wal_keep_size'),
                   (select wal_status from pg_replication_slots where slot_name = $3),
                   (select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint from pg_replication_slots where slot_name = $3)
            """,
            connection)
        {
            Parameters = { new() { Value = RegistryOptions.Publication }, new() { Value = registry.Schema }, new() { Value = slot } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return
        [
            reader.GetBoolean(0) ? Inspected.Good("Its server can send commits (wal_level is logical).") : Inspected.Wrong("Its server cannot send commits: set wal_level = logical there and restart it."),
            reader.GetBoolean(1) ? Inspected.Good("The login may replicate.") : Inspected.Wrong("The login may not replicate. Run there: alter role (the login) replication."),
            reader.GetBoolean(2)
                ? Inspected.Good($"The publication {RegistryOptions.Publication} has the feed.")
                : Inspected.Wrong($"No publication {RegistryOptions.Publication} has the feed: run what './par registry init {registry.Id} --replication' prints."),
            reader.GetString(3) == "-1"
                ? Inspected.Slow("Its server keeps what we have not read without limit, until its disk is full: set max_slot_wal_keep_size there, such as 10GB. When a slot is lost the feed is read instead.")
                : Inspected.Good($"Its server keeps at most {reader.GetString(3)} for a reader that is away."),
            reader.IsDBNull(4)
                ? Inspected.Slow($"The slot {slot} is not there yet; the worker makes it.")
                : reader.GetString(4) is "lost" or "unreserved"
                    ? Inspected.Wrong($"The slot {slot} is {reader.GetString(4)}; the worker makes it anew and reads the feed meanwhile.")
                    : Inspected.Good(string.Create(CultureInfo.InvariantCulture, $"The slot {slot} is {reader.GetInt64(5) / 1024.0 / 1024.0:0.0} MiB behind.")),
        ];
    }
}
