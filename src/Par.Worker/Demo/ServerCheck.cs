using System.Data.Common;
using System.Net.Sockets;
using Npgsql;
using Par.Rules.Diagnostics;

namespace Par.Worker.Demo;

/// <summary>Whether a server can carry a demo, asked before anything is created on it.</summary>
internal static class ServerCheck
{
    private const string Example = "\"Host=db;Username=postgres;Password=...\"";

    private static readonly string[] Usual = ["Host", "Port", "Username", "Password", "Database"];

    /// <summary>Reads what was given as <c>--database</c>, or says everything that is wrong with it.</summary>
    public static string Read(string given)
    {
        var read = new NpgsqlConnectionStringBuilder();
        var problems = new List<string>();
        foreach (var (key, value) in Parts(given))
        {
            if (!read.TryGetValue(key, out _))
            {
                var nearest = Nearest.Name(key, Usual);
                problems.Add($"--database does not know '{key}'{(nearest is null ? $": write it like {Example}." : $": did you mean '{nearest}'?")}");
                continue;
            }

            try
            {
                read[key] = value;
            }
            catch (Exception unfit) when (unfit is ArgumentException or FormatException or InvalidCastException or OverflowException)
            {
                problems.Add($"--database has a value for '{key}' that cannot be used: correct it.");
            }
        }

        string[] lacking =
        [
            .. string.IsNullOrEmpty(read.Host) ? ["Host"] : Array.Empty<string>(),
            .. string.IsNullOrEmpty(read.Username) ? ["Username"] : Array.Empty<string>(),
            .. string.IsNullOrEmpty(read.Password) && !PasswordIsElsewhere(read) ? ["Password"] : Array.Empty<string>(),
        ];
        if (lacking.Length > 0)
        {
            problems.Add($"--database needs Host, Username and Password; it lacks {string.Join(" and ", lacking)}. Write it like {Example}.");
        }

        if (problems.Count > 0)
        {
            throw new DemoException(string.Join(Environment.NewLine, problems));
        }

        read.Database ??= "postgres";
        return read.ConnectionString;
    }

    private static List<(string Key, string Value)> Parts(string given)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = given };
            return [.. parts.Keys.Cast<string>().Select(key => (key, parts[key].ToString() ?? ""))];
        }
        catch (ArgumentException unreadable)
        {
            throw new DemoException($"--database is no list of names and values: write it like {Example}.", unreadable);
        }
    }

    // PostgreSQL's own ways to keep a password off the command line.
    private static bool PasswordIsElsewhere(NpgsqlConnectionStringBuilder read) =>
        !string.IsNullOrEmpty(read.Passfile)
        || Environment.GetEnvironmentVariable("PGPASSWORD") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("PGPASSFILE") is { Length: > 0 };

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
