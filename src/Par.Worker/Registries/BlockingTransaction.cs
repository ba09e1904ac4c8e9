using System.Globalization;
using Npgsql;

namespace Par.Worker.Registries;

/// <summary>
/// The unfinished transaction that holds back what was written since it began: the oldest of the server that writes. What it was asked is
/// never looked at, for it may speak of people.
/// </summary>
/// <param name="Process">The process that serves it; null: it was prepared, and none does.</param>
/// <param name="Prepared">By what name it was prepared.</param>
/// <param name="Database">The database it works in.</param>
/// <param name="Program">The program as it names itself.</param>
/// <param name="State">What it does just now; empty where the login may not see it.</param>
/// <param name="Began">When it began; null where the login may not see it.</param>
/// <param name="Seconds">For how long it has been open; null where the login may not see it.</param>
internal sealed record BlockingTransaction(int? Process, string? Prepared, string Database, string Program, string State, DateTime? Began, double? Seconds)
{
    /// <summary>Null when no transaction writes.</summary>
    public static async Task<BlockingTransaction?> Find(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select pid, null, coalesce(datname, ''), coalesce(application_name, ''), coalesce(state, ''), xact_start,
                   extract(epoch from clock_timestamp() - xact_start)::float8, age(backend_xid) as age
              from pg_stat_activity
             where backend_xid is not null and pid <> pg_backend_pid()
            union all
            select null, gid, database, '', 'prepared', prepared, extract(epoch from clock_timestamp() - prepared)::float8, age(transaction)
              from pg_prepared_xacts
             order by age desc
             limit 1
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new BlockingTransaction(
                reader.IsDBNull(0) ? null : reader.GetInt32(0),
                reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetDateTime(5),
                reader.IsDBNull(6) ? null : reader.GetDouble(6))
            : null;
    }

    /// <summary>Which it is, in words that stay the same as long as it does.</summary>
    public string Words => Process is { } process
        ? string.Create(CultureInfo.InvariantCulture, $"process {process}, database {Database}, program '{Program}'{(State.Length == 0 ? "" : $", {State}")}")
        : $"'{Prepared}', prepared in database {Database}";

    /// <summary>How to end it.</summary>
    public string Mend => Process is { } process
        ? string.Create(CultureInfo.InvariantCulture, $"End it there (select pg_terminate_backend({process})), and set idle_in_transaction_session_timeout.")
        : $"End it there with commit prepared or rollback prepared '{Prepared}'.";
}
