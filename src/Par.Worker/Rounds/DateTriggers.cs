using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Par.Worker.Books;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Rounds;

/// <summary>
/// Finds the people whose day has come: a birthday, the end of a permit. An indexed question over a few days, never a walk
/// through everybody; each hit becomes a life event of its own and then goes the way of all the others. Running it twice, or
/// on two workers, finds the same events again and adds nothing.
/// </summary>
internal sealed partial class DateTriggers(
    NpgsqlDataSource database, RegistryConnections registries, OfBook<RoundBook> books, DerivedDays derived, Wake wake,
    IOptions<DateTriggerOptions> options, TimeProvider clock, ILogger<DateTriggers> log)
{
    private const int Chunk = 5000;

    /// <summary>Looks through all date triggers of the book, and gives back how many people were found for the first time.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var found = 0;
        var book = books.Current;
        foreach (var placed in PlacedTrigger.Of(book.Rules.Book))
        {
            found += await Run(placed, book.LocalTime, cancellation);
        }

        found += await derived.Run(book, cancellation);
        if (found > 0)
        {
            LogFound(found);
            wake.Call();
        }

        return found;
    }

    private async Task<int> Run(PlacedTrigger placed, LocalTime localTime, CancellationToken cancellation)
    {
        var (rule, position) = (placed.Rule.Id, placed.Position);
        var today = localTime.Today;
        var through = await Through(rule, position, cancellation);
        var first = through?.AddDays(-options.Value.OverlapDays) ?? today.AddDays(-options.Value.FirstRunDays);
        var registry = registries[placed.Trigger.Subject.Registry.Id];
        if (registry.IsAway)
        {
            // Said when it went. The day is not noted, so the next run begins where this one would have.
            return 0;
        }

        try
        {
            var taken = await Find(registry, placed, first, localTime, cancellation);
            await Note(rule, position, today, cancellation);
            return taken;
        }
        catch (RegistrySilentException silence)
        {
            LogSilent(rule, registry.Name, Unreachable.Reason(silence.InnerException!));
            registries.NoteIfAway(registry, silence.InnerException!);
            return 0;
        }
    }

    private async Task<int> Find(RegistryConnection registry, PlacedTrigger placed, DateOnly first, LocalTime localTime, CancellationToken cancellation)
    {
        var taken = 0;
        var hits = new List<CalendarDay>();
        await foreach (var hit in RecordedDays.Coming(registry, placed.Trigger, first, localTime.Today, subjects: null, cancellation))
        {
            hits.Add(hit);
            if (hits.Count == Chunk)
            {
                taken += await Keep(placed, hits, localTime, cancellation);
                hits.Clear();
            }
        }

        return taken + await Keep(placed, hits, localTime, cancellation);
    }

    private async Task<int> Keep(PlacedTrigger placed, IReadOnlyList<CalendarDay> hits, LocalTime localTime, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var taken = await CalendarDay.TakeIn(transaction, placed, hits, localTime, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return taken;
    }

    private async Task<DateOnly?> Through(string rule, short position, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select through_day from par.date_trigger where rule = $1 and position = $2");
        command.Parameters.AddWithValue(rule);
        command.Parameters.AddWithValue(position);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? reader.GetFieldValue<DateOnly>(0) : null;
    }

    private async Task Note(string rule, short position, DateOnly today, CancellationToken cancellation)
    {
        const string note = """
            insert into par.date_trigger (rule, position, through_day, updated_at)
            values ($1, $2, $3, $4)
            on conflict (rule, position) do update
               set through_day = greatest(date_trigger.through_day, excluded.through_day), updated_at = excluded.updated_at
            """;

        await using var command = database.CreateCommand(note);
        command.Parameters.AddWithValue(rule);
        command.Parameters.AddWithValue(position);
        command.Parameters.AddWithValue(NpgsqlDbType.Date, today);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Found {Count} people whose day has come")]
    private partial void LogFound(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look for the people of rule {Rule}: registry {Registry} did not answer ({Reason}); the next run begins at the same day")]
    private partial void LogSilent(string rule, string registry, string reason);
}
