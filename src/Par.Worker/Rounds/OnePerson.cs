using System.Text.Json.Nodes;
using Npgsql;
using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Worker.Decisions;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>Takes what is said under an id that was given up for what is said under the one that is kept.</summary>
internal sealed class OnePerson(RuleBook book, Merges merges)
{
    // Of each kind, the names in its body that lead to people.
    private readonly Dictionary<string, string[]> named = book.Catalogue.LifeEvents.Values.ToDictionary(
        kind => kind.Kind,
        kind => kind.Links
            .Where(link => link.From is not null && merges.People.Contains(link.Target))
            .Select(link => kind.Fields.First(field => field.Name == link.From).BodyName)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray(),
        StringComparer.Ordinal);

    /// <summary>The batch with the ids that people have now. What lies in another person's place was moved to where it belongs, and is left out.</summary>
    public async Task<(IReadOnlyList<WorkItem> Items, IReadOnlyDictionary<EventKey, Correction> Corrections)> Of(
        NpgsqlTransaction transaction, IReadOnlyList<WorkItem> items, IReadOnlyDictionary<EventKey, Correction> corrections, CancellationToken cancellation)
    {
        if (!merges.AreKnown || !await AreAny(transaction, cancellation))
        {
            return (items, corrections);
        }

        var said = items.SelectMany(item => Ids(item.Event.Kind, item.Event.Subject, item.Event.Body))
            .Concat(corrections.Values.SelectMany(one => Ids(one.Root.Kind, one.Root.Subject, one.Root.Body).Concat(Ids(one.Root.Kind, one.LastSubject, one.LastBody))))
            .ToHashSet(StringComparer.Ordinal);
        var merged = await MergedIds.Of(transaction, said, cancellation);
        if (merged.All.Count == 0)
        {
            return (items, corrections);
        }

        var right = items.Select(item => item with { Event = Right(item.Event, merged) }).ToList();
        var misplaced = right.Zip(items)
            .Where(pair => pair.First.Event.Subject != pair.Second.Event.Subject && pair.First.Event.Partition != Partition.Of(pair.First.Event.Subject))
            .Select(pair => pair.First.Event)
            .ToList();
        await Move(transaction, misplaced, cancellation);
        var moved = misplaced.Select(life => life.Key).ToHashSet();
        return (
            [.. right.Where(item => !moved.Contains(item.Event.Key))],
            corrections.ToDictionary(pair => pair.Key, pair => pair.Value with
            {
                Root = Right(pair.Value.Root, merged),
                LastSubject = merged.Person(pair.Value.LastSubject),
                LastBody = Body(pair.Value.Root.Kind, pair.Value.LastBody, merged),
            }));
    }

    /// <summary>The same decisions, with once-keys of the ids that people have now.</summary>
    public async Task<IReadOnlyList<DecidedQuestion>> Keys(
        NpgsqlTransaction transaction, IReadOnlyList<DecidedQuestion> decided, CancellationToken cancellation)
    {
        var ids = decided.Select(decision => decision.Finding).OfType<Finding.Due>().SelectMany(due => MergedIds.IdsIn(due.Opening.OnceKey)).ToHashSet(StringComparer.Ordinal);
        if (!merges.AreKnown || ids.Count == 0)
        {
            return decided;
        }

        var merged = await MergedIds.Of(transaction, ids, cancellation);
        return merged.All.Count == 0 ? decided : [.. decided.Select(decision => decision.Finding is Finding.Due due
            ? decision with { Finding = due with { Opening = due.Opening with { OnceKey = merged.Key(due.Opening.OnceKey) } } }
            : decision)];
    }

    private static async Task<bool> AreAny(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select exists (select from par.merged_id)", transaction.Connection, transaction);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>What came in while its ids were being merged lies in the place of the id under which it came.</summary>
    private static async Task Move(NpgsqlTransaction transaction, List<InboxEvent> events, CancellationToken cancellation)
    {
        const string move = """
            update par.inbox
               set partition = now.partition
              from unnest(@registry, @event_uid, @partition) as now (registry, event_uid, partition)
             where inbox.registry = now.registry
               and inbox.event_uid = now.event_uid;

            update par.open_question
               set partition = now.partition
              from unnest(@registry, @event_uid, @partition) as now (registry, event_uid, partition)
             where open_question.registry = now.registry
               and open_question.event_uid = now.event_uid
            """;

        if (events.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(move, transaction.Connection, transaction);
        command.Parameters.AddWithValue("registry", events.Select(life => life.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", events.Select(life => life.EventUid).ToArray());
        command.Parameters.AddWithValue("partition", events.Select(life => Partition.Of(life.Subject)).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private InboxEvent Right(InboxEvent life, MergedIds merged) =>
        life with { Subject = merged.Person(life.Subject), Body = merges.Speaks(life) ? life.Body : Body(life.Kind, life.Body, merged) };

    private string[] Named(string kind) => named.GetValueOrDefault(kind) ?? [];

    private IEnumerable<string> Ids(string kind, string subject, string body) => Named(kind) is { Length: > 0 } names && Read(body) is { } read
        ? names.Select(name => Text(read, name)).OfType<string>().Prepend(subject)
        : [subject];

    private string Body(string kind, string body, MergedIds merged)
    {
        if (Named(kind) is not { Length: > 0 } names || Read(body) is not { } read)
        {
            return body;
        }

        var changed = false;
        foreach (var name in names)
        {
            if (Text(read, name) is { } id && merged.Person(id) is var person && person != id)
            {
                read[name] = person;
                changed = true;
            }
        }

        return changed ? read.ToJsonString() : body;
    }

    private static JsonObject? Read(string body) => JsonNode.Parse(body) as JsonObject;

    private static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) && PersonalId.Is(text) ? text : null;
}
