using System.Globalization;
using Dapper;
using Npgsql;

namespace Par.Worker.Storage;

/// <summary>A program at work on a database that knows less of it than another: told by the name of its sessions, which end with it.</summary>
internal sealed record OlderProgram
{
    /// <summary>The last migration it knows; null for programs that do not say so.</summary>
    public required int? Last { get; init; }

    /// <summary>Where its sessions come from.</summary>
    public required string Machine { get; init; }

    public required int[] Sessions { get; init; }

    /// <summary>Those that end before a migration.</summary>
    public static async Task<IReadOnlyList<OlderProgram>> Before(int migration, NpgsqlConnection connection, CancellationToken cancellation, NpgsqlTransaction? transaction = null) =>
        [.. await connection.QueryAsync<OlderProgram>(new CommandDefinition(
            Sql.Read("Storage/older_programs.sql"), new { migration }, transaction, cancellationToken: cancellation))];

    /// <summary>Ends their sessions, and waits until what these had begun is rolled back.</summary>
    public static async Task End(IReadOnlyList<OlderProgram> programs, NpgsqlConnection connection, CancellationToken cancellation, NpgsqlTransaction? transaction = null)
    {
        const string end = "select pg_terminate_backend(pid, 5000) from unnest(@pids) as older (pid)";

        var pids = programs.SelectMany(program => program.Sessions).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(end, new { pids }, transaction, cancellationToken: cancellation));
    }

    public static string Words(IEnumerable<OlderProgram> programs) => string.Join("; ", programs);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Last is { } last ? $"a program that ends at {last:0000}" : "a program that does not say where it ends")} on {Machine} ({Sessions.Length} {(Sessions.Length == 1 ? "connection" : "connections")})");
}
