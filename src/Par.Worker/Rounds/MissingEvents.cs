using Npgsql;
using Par.Worker.Books;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Registries;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Looks at the days by which life events should have come. Whose event did not come becomes a life event of the calendar, which
/// goes the way of all the others. Running it twice, or on two workers, fires nothing twice.
/// </summary>
internal sealed partial class MissingEvents(
    NpgsqlDataSource database, OfBook<RoundBook> books, RegistryConnections registries, Wake wake, TimeProvider clock, ILogger<MissingEvents> log)
{
    private const int Chunk = 5000;

    /// <summary>Settles every expectation whose day has come, and gives back how many fired.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var fired = 0;
        var book = books.Current;
        // While the life events of a registry cannot be read, that it reported nothing says nothing.
        var heard = book.Rules.Book.MissingTriggers
            .Select(trigger => trigger.Trigger.Missing)
            .Where(missing => !registries[missing.Registry.Id].IsSilent)
            .Select(missing => missing.Kind)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        for (var settled = Chunk; settled == Chunk && heard.Length > 0;)
        {
            (settled, var more) = await Settle(heard, book.LocalTime, cancellation);
            fired += more;
        }

        if (fired > 0)
        {
            LogFired(fired);
            wake.Call();
        }

        return fired;
    }

    private async Task<(int Settled, int Fired)> Settle(string[] heard, LocalTime localTime, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql.Read("Rounds/settle_expectations.sql"));
        command.Parameters.AddWithValue("awaited", heard);
        command.Parameters.AddWithValue("today", localTime.Today);
        command.Parameters.AddWithValue("today_begins", localTime.Start(localTime.Today).ToUniversalTime());
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        command.Parameters.AddWithValue("limit", Chunk);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return ((int)reader.GetInt64(0), (int)reader.GetInt64(1));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Found {Count} life events that another should have followed and did not")]
    private partial void LogFired(int count);
}
