using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Par.Rules.Books;
using Par.Worker.Books;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Registries;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Finds the people whose day has come: a birthday, the end of a permit. An indexed question over a few days, never a walk
/// through everybody; each hit becomes a life event of its own and then goes the way of all the others. Running it twice, or
/// on two workers, finds the same events again and adds nothing.
/// </summary>
internal sealed partial class DateTriggers(
    NpgsqlDataSource database, RegistryConnections registries, OfBook<RoundBook> books, Wake wake,
    IOptions<DateTriggerOptions> options, TimeProvider clock, ILogger<DateTriggers> log)
{
    private const int Chunk = 5000;

    /// <summary>Looks through all date triggers of the book, and gives back how many people were found for the first time.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var found = 0;
        var book = books.Current;
        foreach (var (rule, position, trigger) in book.Rules.Book.DateTriggers
            .GroupBy(trigger => trigger.Rule)
            .SelectMany(group => group.Select((trigger, position) => (group.Key, (short)position, trigger))))
        {
            found += await Run(rule, position, trigger, book.LocalTime, cancellation);
        }

        if (found > 0)
        {
            LogFound(found);
            wake.Call();
        }

        return found;
    }

    private async Task<int> Run(Rule rule, short position, DateTrigger trigger, LocalTime localTime, CancellationToken cancellation)
    {
        var today = localTime.Today;
        var through = await Through(rule.Id, position, cancellation);
        var first = through?.AddDays(-options.Value.OverlapDays) ?? today.AddDays(-options.Value.FirstRunDays);
        var registry = registries[trigger.Subject.Registry.Id];
        try
        {
            var taken = 0;
            if (trigger.Plus.Before(first, today) is { } days)
            {
                taken = await Find(registry, rule, position, trigger, days, (first, today), localTime, cancellation);
            }

            await Note(rule.Id, position, today, cancellation);
            return taken;
        }
        catch (RegistrySilentException silence)
        {
            // The day is not noted, so the next run begins where this one would have.
            LogSilent(rule.Id, registry.Name, Unreachable.Reason(silence.InnerException!));
            return 0;
        }
    }

    private async Task<int> Find(
        RegistryConnection registry, Rule rule, short position, DateTrigger trigger, (DateOnly First, DateOnly Last) recorded,
        (DateOnly First, DateOnly Last) wanted, LocalTime localTime, CancellationToken cancellation)
    {
        var taken = 0;
        var hits = new List<(string Subject, DateOnly Day)>();
        await foreach (var (subject, day) in Recorded(registry, trigger, recorded, cancellation))
        {
            // The days between were asked for generously, for leap days and months of different lengths; this is exact.
            var falls = trigger.Plus.After(day);
            if (falls >= wanted.First && falls <= wanted.Last)
            {
                hits.Add((subject, falls));
            }

            if (hits.Count == Chunk)
            {
                taken += await Keep(rule.Id, position, hits, localTime, cancellation);
                hits.Clear();
            }
        }

        return taken + (hits.Count > 0 ? await Keep(rule.Id, position, hits, localTime, cancellation) : 0);
    }

    private static async IAsyncEnumerable<(string Subject, DateOnly Day)> Recorded(
        RegistryConnection registry, DateTrigger trigger, (DateOnly First, DateOnly Last) between,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var column = Quoted.Name(trigger.Field.Column);
        var sql = $"select {Quoted.Name(trigger.Subject.Key.Column)}::text, {column}::date from {Quoted.Table(trigger.Subject)} where {column} between $1 and $2";
        await using var connection = await Silent.Unless(registry.Source.OpenConnectionAsync(cancellation));
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = between.First }, new() { Value = between.Last } },
        };
        await using var reader = await Silent.Unless(command.ExecuteReaderAsync(cancellation));
        while (await Silent.Unless(reader.ReadAsync(cancellation)))
        {
            yield return (reader.GetString(0), reader.GetFieldValue<DateOnly>(1));
        }
    }

    private async Task<int> Keep(string rule, short position, List<(string Subject, DateOnly Day)> hits, LocalTime localTime, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql.Read("Rounds/take_in_days.sql"));
        command.Parameters.AddWithValue("registry", CalendarRegistry.Name);
        command.Parameters.AddWithValue("kind", CalendarRegistry.KindOf(rule));
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        command.Parameters.AddWithValue("event_uid", hits.Select(hit => NamedUid.Of(rule, $"{position}", hit.Subject, $"{hit.Day:O}")).ToArray());
        command.Parameters.AddWithValue("subject", hits.Select(hit => hit.Subject).ToArray());
        command.Parameters.AddWithValue("partition", hits.Select(hit => Partition.Of(hit.Subject)).ToArray());
        command.Parameters.AddWithValue("day", hits.Select(hit => hit.Day).ToArray());
        command.Parameters.AddWithValue("occurred_at", hits.Select(hit => localTime.Start(hit.Day).ToUniversalTime()).ToArray());
        return await command.ExecuteNonQueryAsync(cancellation);
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
