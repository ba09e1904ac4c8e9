using Npgsql;
using Par.Rules.Books;
using Par.Worker.Decisions;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>
/// What occurred before the birth or after the death of its subject is kept aside, and waits again when a life event says that one of
/// these days is another.
/// </summary>
internal sealed class OutsideLife(RuleBook book)
{
    private readonly HashSet<string> moving = book.Catalogue.LifeEvents.Values
        .Where(kind => kind.Subject.Life is { } life && kind.Changes.Any(fact => fact.Field == life.From.Name || fact.Field == life.Until.Name))
        .Select(kind => kind.Kind)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Notes in the agenda what is kept aside, and gives back the items that go on.</summary>
    public static IReadOnlyList<WorkItem> KeepAside(IReadOnlyList<WorkItem> items, Agenda agenda, IReadOnlyDictionary<EventKey, string> outside)
    {
        if (outside.Count == 0)
        {
            return items;
        }

        foreach (var item in items.Where(item => outside.ContainsKey(item.Event.Key)))
        {
            agenda.SetAside(item, outside[item.Event.Key]);
        }

        return [.. items.Where(item => !outside.ContainsKey(item.Event.Key))];
    }

    /// <summary>Makes what was kept aside wait again of those whose life is another now. With one statement; with none where no life is.</summary>
    public async Task Release(NpgsqlTransaction transaction, IEnumerable<WorkItem> items, CancellationToken cancellation)
    {
        const string release = """
            update par.inbox
               set state = 'waiting', attempt = 0, error = null, next_try_at = '-infinity'
             where subject in (select unnest(@subjects) union all select former from par.merged_id where person = any(@subjects))
               and state = 'quarantined'
               and error like any(@sentences)
            """;

        var subjects = items
            .Where(item => item.IsNew && moving.Contains(item.Event.Kind) && book.Catalogue.LifeEvents[item.Event.Kind].Registry.Id == item.Event.Registry)
            .Select(item => item.Event.Subject)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (subjects.Length == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(release, transaction.Connection, transaction);
        command.Parameters.AddWithValue("subjects", subjects);
        command.Parameters.AddWithValue("sentences", Lifetimes.Sentences);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
