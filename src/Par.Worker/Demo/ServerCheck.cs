using System.Net.Sockets;
using Npgsql;

namespace Par.Worker.Demo;

/// <summary>Whether a server can carry a demo, asked before anything is created on it.</summary>
internal static class ServerCheck
{
    /// <summary>Reads what was given as <c>--database</c>, or says in one sentence what is wrong with it.</summary>
    public static string Read(string given)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(given);
            if (string.IsNullOrEmpty(read.Host) || string.IsNullOrEmpty(read.Username))
            {
                throw new DemoException("--database must name a host and a login, such as --database \"Host=db;Username=postgres;Password=...\".");
            }

            read.Database ??= "postgres";
            return read.ConnectionString;
        }
        catch (ArgumentException unreadable)
        {
            throw new DemoException($"--database is no connection string ({unreadable.Message.TrimEnd('.')}): write it like \"Host=db;Username=postgres;Password=...\".", unreadable);
        }
    }

    /// <summary>The server answers, is new enough, and lets this login create databases and roles.</summary>
    public static async Task Require(string connectionString, CancellationToken cancellation)
    {
        var read = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        read.Timeout = Math.Min(read.Timeout, 10);
        try
        {
            await using var connection = new NpgsqlConnection(read.ConnectionString);
            await connection.OpenAsync(cancellation);
            await Require(connection, read, cancellation);
        }
        catch (PostgresException refused)
        {
            throw new DemoException($"The server at {read.Host}:{read.Port} refused the login '{read.Username}' ({refused.MessageText}): correct --database.", refused);
        }
        catch (Exception unreachable) when (unreachable is NpgsqlException or SocketException or TimeoutException)
        {
            throw new DemoException($"No PostgreSQL answers at {read.Host}:{read.Port}: start it or correct --database, or leave --database out and the demo brings its own.", unreachable);
        }
    }

    private static async Task Require(NpgsqlConnection connection, NpgsqlConnectionStringBuilder read, CancellationToken cancellation)
    {
        if (connection.PostgreSqlVersion.Major < 15)
        {
            throw new DemoException($"The server at {read.Host}:{read.Port} is PostgreSQL {connection.PostgreSqlVersion.Major}, and the demo needs 15 or later: name a newer server, or leave --database out.");
        }

        await using var may = new NpgsqlCommand("select rolsuper or (rolcreatedb and rolcreaterole) from pg_roles where rolname = current_user", connection);
        if (await may.ExecuteScalarAsync(cancellation) is not true)
        {
            throw new DemoException($"The login '{read.Username}' may not create databases and roles: run 'alter role {read.Username} createdb createrole' as an administrator, or name another login in --database.");
        }
    }
}
