using System.Net.Sockets;
using Npgsql;

namespace Par.Worker.Registries;

/// <summary>Words for a registry that cannot be read: its name, host, port and database, the reason and the mend; never the password.</summary>
internal static class Unreachable
{
    public static string Sentence(RegistryConnection connection, Exception failure)
    {
        var at = new NpgsqlConnectionStringBuilder(connection.Source.ConnectionString);
        return $"The registry '{connection.Name}' at host {at.Host}, port {at.Port}, database {at.Database} cannot be read: "
            + $"{Reason(failure)}. {Mend(connection.Name, failure)}";
    }

    public static string Reason(Exception failure) => failure switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => "it refused the login",
        PostgresException { SqlState: "3D000" } => "it has no such database",
        PostgresException { SqlState: "42P01" or "3F000" } => "it has no feed of life events (registry_event)",
        PostgresException { SqlState: "42501" } => "the login may not read its feed of life events (registry_event)",
        PostgresException { SqlState: "57014" } => "it took too long to answer",
        PostgresException refused => $"it answered with error {refused.SqlState}",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "nothing listens there",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } } => "the host is not known",
        InvalidCastException => "its feed (registry_event) has columns of other types",
        TimeoutException or { InnerException: TimeoutException } => "it did not answer in time",
        _ => "the connection failed",
    };

    /// <summary>True when the registry as a whole is out of reach, and not just one question to it.</summary>
    public static bool IsAway(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state } => state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("28", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal)
            || state is "3D000" or "53300" or "55000",
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>True when no answer came in the time that a question, or opening a connection, may take.</summary>
    public static bool TookTooLong(Exception failure) => failure is TimeoutException or PostgresException { SqlState: "57014" } or NpgsqlException { InnerException: TimeoutException };

    private static string Mend(string registry, Exception failure) => failure switch
    {
        PostgresException { SqlState: "42P01" or "3F000" } => $"Run there what './par registry init {registry}' prints, or name the right database in "
            + $"Registries:{registry}:ConnectionString.",
        PostgresException { SqlState: "42501" } => "Grant the login select on it.",
        InvalidCastException or PostgresException { SqlState: ['4', '2', ..] } => $"'./par registry check {registry}' says what is not as it should be.",
        _ => $"Start it, or mend Registries:{registry}:ConnectionString.",
    };
}
