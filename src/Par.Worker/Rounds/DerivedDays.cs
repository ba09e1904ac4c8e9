using Npgsql;
using Par.Worker.FactGathering;
using Par.Worker.Registries;

namespace Par.Worker.Rounds;

/// <summary>
/// Works out the days of those whose recorded day is another now, each for itself and however long ago it came, as long as the
/// rule was in force on it. What the rule says of a day long past is the rule's own matter. A day that is known already adds
/// nothing, and the once-key lets a dossier open once.
/// </summary>
internal sealed partial class DerivedDays(NpgsqlDataSource database, RegistryConnections registries, TimeProvider clock, ILogger<DerivedDays> log)
{
    private const int Chunk = 5000;

    /// <summary>Works out all that is noted, and gives back how many days were found for the first time.</summary>
    public async Task<int> Run(RoundBook book, CancellationToken cancellation)
    {
        var triggers = PlacedTrigger.Of(book.Rules.Book);
        var (found, noted) = (0, await ToDerive(triggers, cancellation));
        foreach (var (place, rows) in noted)
        {
            found += await Derive(triggers[place], rows, book.LocalTime, cancellation);
        }

        return found;
    }

    private async Task<int> Derive(PlacedTrigger placed, IReadOnlyList<Noted> rows, LocalTime localTime, CancellationToken cancellation)
    {
        var registry = registries[placed.Trigger.Subject.Registry.Id];
        if (registry.IsAway)
        {
            return 0;
        }

        try
        {
            var days = new List<CalendarDay>();
            var subjects = rows.Select(row => row.Subject).Distinct(StringComparer.Ordinal).ToList();
            await foreach (var hit in RecordedDays.Coming(registry, placed.Trigger, placed.Rule.Versions[0].From, localTime.Today, subjects, cancellation))
            {
                if (placed.Rule.VersionOn(hit.Day) is not null)
                {
                    days.Add(hit);
                }
            }

            return await Settle(placed, rows, days, localTime, cancellation);
        }
        catch (RegistrySilentException silence)
        {
            // Nothing is settled, so the next run does it over.
            LogSilent(placed.Rule.Id, registry.Name, Unreachable.Reason(silence.InnerException!));
            registries.NoteIfAway(registry, silence.InnerException!);
            return 0;
        }
    }

    /// <summary>Takes the days in and the notes away, together or not at all. A note that came meanwhile is another row, and stays.</summary>
    private async Task<int> Settle(
        PlacedTrigger placed, IReadOnlyList<Noted> rows, List<CalendarDay> days, LocalTime localTime, CancellationToken cancellation)
    {
        const string settle = """
            delete from par.day_to_derive
             using unnest(@registry, @event_uid) as settled (registry, event_uid)
             where day_to_derive.rule = @rule
               and day_to_derive.position = @position
               and day_to_derive.registry = settled.registry
               and day_to_derive.event_uid = settled.event_uid
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var taken = await CalendarDay.TakeIn(transaction, placed, days, localTime, clock.GetUtcNow(), cancellation);
        await using var command = new NpgsqlCommand(settle, connection, transaction);
        command.Parameters.AddWithValue("rule", placed.Rule.Id);
        command.Parameters.AddWithValue("position", placed.Position);
        command.Parameters.AddWithValue("registry", rows.Select(row => row.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", rows.Select(row => row.EventUid).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return taken;
    }

    /// <summary>What is noted, by the place of its trigger. What is of no trigger of this book is left to who has a newer one, until it is old.</summary>
    private async Task<IReadOnlyDictionary<int, List<Noted>>> ToDerive(IReadOnlyList<PlacedTrigger> triggers, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Storage.Sql.Read("Rounds/days_to_derive.sql"));
        command.Parameters.AddWithValue("rule", triggers.Select(placed => placed.Rule.Id).ToArray());
        command.Parameters.AddWithValue("position", triggers.Select(placed => placed.Position).ToArray());
        command.Parameters.AddWithValue("gone", clock.GetUtcNow() - WaitingWork.GoneAfter);
        command.Parameters.AddWithValue("limit", Chunk);
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var noted = new Dictionary<int, List<Noted>>();
        while (await reader.ReadAsync(cancellation))
        {
            var place = (int)reader.GetInt64(0) - 1;
            if (!noted.TryGetValue(place, out var rows))
            {
                noted.Add(place, rows = []);
            }

            rows.Add(new Noted(reader.GetString(1), reader.GetGuid(2), reader.GetString(3)));
        }

        return noted;
    }

    private sealed record Noted(string Registry, Guid EventUid, string Subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not work out the days of rule {Rule} that were corrected: registry {Registry} did not answer ({Reason}); the next run does it over")]
    private partial void LogSilent(string rule, string registry, string reason);
}
