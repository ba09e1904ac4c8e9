using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Decisions;
using Par.Worker.Embedded;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary>
/// The one edge where what went wrong becomes words. What we expect to go wrong is one clear message with the mend; what we
/// do not expect keeps its stack trace, because somebody must mend the program.
/// </summary>
internal static class Failures
{
    /// <summary>It was started and failed.</summary>
    public const int Failed = 1;

    /// <summary>The work database has moved on: starting this program again is of no use.</summary>
    public const int Outdated = 3;

    public static async Task<int> ToExitCode(Func<Task<int>> verb, TextWriter words)
    {
        try
        {
            return await verb();
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await words.WriteLineAsync(sentence);
            return failure is NewerDatabaseException ? Outdated : Failed;
        }
        catch (Exception failure)
        {
            await words.WriteLineAsync("Something happened that this program does not expect. Please report it with the lines below.");
            await words.WriteLineAsync(failure.ToString());
            return Failed;
        }
    }

    /// <summary>What to tell the person, or null when this is nothing we expect.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        SettingsException or MigrationException or NewerDatabaseException or EmbeddedException => failure.Message,
        RuleFolderException or ContextFileException or RuleFolderMissingException or BrokenRuleBookException => failure.Message,
        AgencyCodesClashException or CalendarRefusedException => failure.Message,
        AggregateException { InnerExceptions: [var only] } => Sentence(only),
        IOException { InnerException: AddressInUseException } => PortInUse(failure.Message),
        NpgsqlException { InnerException: SocketException or TimeoutException } or TimeoutException =>
            $"The work database did not answer: start PostgreSQL, or mend Database:ConnectionString. ({Inmost(failure).Message})",
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } =>
            "The work database is starting up or shutting down and takes nobody yet: start this program again when it is up.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "The work database refused the login: mend user and password in Database:ConnectionString.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing =>
            $"The server has no such work database ({missing.MessageText}): create it, or mend Database:ConnectionString.",
        _ => null,
    };

    private static string PortInUse(string message)
    {
        var address = message.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? "the desk";
        return $"Another program already listens on {address}: stop it, or set Desk:Address (demo: --port) to a free port.";
    }

    private static Exception Inmost(Exception failure) => failure.InnerException is { } inner ? Inmost(inner) : failure;
}
