using Npgsql;
using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Life events that say that a recorded day is another now. The day that a rule reckons from it may have come long ago, further
/// back than the timer of date triggers looks: it is noted, and <see cref="DerivedDays"/> works it out for that subject alone.
/// </summary>
internal sealed class DaysToDerive(RuleBook book)
{
    private readonly ILookup<string, PlacedTrigger> triggers = PlacedTrigger.Of(book)
        .SelectMany(placed => book.Catalogue.LifeEvents.Values.Where(kind => Moves(kind, placed.Trigger)).Select(kind => (kind.Kind, Placed: placed)))
        .ToLookup(pair => pair.Kind, pair => pair.Placed, StringComparer.Ordinal);

    /// <summary>With one statement, in the caller's transaction; with none where no recorded day is another.</summary>
    public async Task Note(NpgsqlTransaction transaction, IEnumerable<InboxEvent> events, DateTimeOffset now, CancellationToken cancellation)
    {
        var moved = events
            .Where(life => triggers.Contains(life.Kind) && book.Catalogue.LifeEvents[life.Kind].Registry.Id == life.Registry)
            .SelectMany(life => triggers[life.Kind].Select(placed => (Life: life, Placed: placed)))
            .ToList();
        if (moved.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql.Read("Rounds/note_days_to_derive.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("rule", moved.Select(one => one.Placed.Rule.Id).ToArray());
        command.Parameters.AddWithValue("position", moved.Select(one => one.Placed.Position).ToArray());
        command.Parameters.AddWithValue("registry", moved.Select(one => one.Life.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", moved.Select(one => one.Life.EventUid).ToArray());
        command.Parameters.AddWithValue("subject", moved.Select(one => one.Life.Subject).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static bool Moves(LifeEvent kind, DateTrigger trigger) =>
        kind.Subject.Name == trigger.Subject.Name
        && kind.Changes.Any(fact => fact.Entity == trigger.Subject.Name && fact.Field == trigger.Field.Name);
}
