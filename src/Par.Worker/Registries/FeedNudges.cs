using Npgsql;

namespace Par.Worker.Registries;

/// <summary>Hears a registry say that something was written to its feed. It only ends waits early: what is read, and from where, the feed itself says.</summary>
internal static class FeedNudges
{
    public const string Channel = "registry_event";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>Listens until the connection breaks or the stop comes. Every beat it asks whether the connection still listens, because one that is half open says nothing.</summary>
    public static async Task Listen(string connectionString, Action listens, Action nudge, CancellationToken stop)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "par-worker-listener", KeepAlive = 5, CommandTimeout = 5 };
        await using var connection = new NpgsqlConnection(own.ConnectionString);
        connection.Notification += (_, _) => nudge();
        await connection.OpenAsync(stop);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        // What came before it listened is read now.
        listens();
        nudge();
        while (true)
        {
            if (!await connection.WaitAsync(Beat, stop))
            {
                await using var listening = new NpgsqlCommand("select count(*) from pg_listening_channels()", connection);
                if (await listening.ExecuteScalarAsync(stop) is 0L)
                {
                    return;
                }
            }
        }
    }
}
