using Npgsql;
using NpgsqlTypes;
using Par.Rules.Catalogue;
using Par.Worker.Decisions;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Life events that say that two ids are one person's, or that this was wrong. Before anything else of their round is decided, all
/// that waits of these people is put in one order; it is decided in a later round, by then as one person's.
/// </summary>
internal sealed class Merges(RuleBooks rules, OnceKeysOfIds onceKeys, PutBack putBack)
{
    private const string NoId =
        "The event merges two ids of one person and names none that was given up: the registry must send it again with a personal id of 12 digits.";

    private const string Itself =
        "The event says that an id was given up for itself: the registry must send it again with the two ids of the person.";

    private const string Circle =
        "The id that is kept was itself given up for the other one: the registry must annul one of the two merges, then replay this event.";

    private const string Elsewhere =
        "The id was given up for another one before: the registry must annul that merge, then replay this event.";

    private readonly Dictionary<string, LifeEvent> merging = rules.Book.Catalogue.LifeEvents.Values
        .Where(kind => kind.Merges is not null)
        .ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>False where no kind of life event of the book merges ids: then nothing is to be done for them.</summary>
    public bool AreKnown => merging.Count > 0;

    /// <summary>The kinds of record that have personal ids.</summary>
    public IReadOnlySet<Entity> People => field ??= merging.Values.Select(kind => kind.Subject).ToHashSet();

    /// <summary>Whether a life event merges ids, so that the ids in it are meant as they were written.</summary>
    public bool Speaks(InboxEvent life) => merging.ContainsKey(life.Kind);

    /// <summary>Does what the batch says of ids, and gives back what else is left for this round.</summary>
    public async Task<IReadOnlyList<WorkItem>> Carry(
        NpgsqlTransaction transaction,
        IReadOnlyList<WorkItem> items,
        IReadOnlyDictionary<EventKey, Correction> corrections,
        RoundOptions options,
        DateTimeOffset now,
        RoundResult result,
        CancellationToken cancellation)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var aside = new List<(EventKey Event, string Flaw)>();
        var (carried, failed) = (new HashSet<EventKey>(), new HashSet<EventKey>());
        foreach (var item in items.Where(item => item.IsNew))
        {
            var correction = corrections.GetValueOrDefault(item.Event.Key);
            var root = correction?.Root ?? item.Event;
            if (!merging.TryGetValue(root.Kind, out var kind) || kind.Registry.Id != root.Registry)
            {
                continue;
            }

            await transaction.SaveAsync("merge", cancellation);
            try
            {
                var flaw = await Carry(transaction, kind, item.Event, correction, touched, now, cancellation);
                carried.Add(item.Event.Key);
                if (flaw is not null)
                {
                    aside.Add((item.Event.Key, flaw));
                }
            }
            catch (Exception failure) when (Round.IsOfTheEvents(failure))
            {
                await transaction.RollbackAsync("merge", cancellation);
                failed.Add(item.Event.Key);
                result.Failed++;
                result.Quarantined += await putBack.Write(transaction, item, failure, options, now, cancellation) ? 1 : 0;
            }

            await transaction.ReleaseAsync("merge", cancellation);
        }

        await Done.Quarantine(transaction, aside, cancellation);
        result.Quarantined += aside.Count;
        failed.UnionWith(aside.Select(one => one.Event));
        return carried.Count == 0 && failed.Count == 0
            ? items
            : [.. items.Where(item => !failed.Contains(item.Event.Key) && (carried.Contains(item.Event.Key) || !touched.Contains(item.Event.Subject)))];
    }

    /// <summary>Null when it was done, or need not be; otherwise why the event cannot be used.</summary>
    private async Task<string?> Carry(
        NpgsqlTransaction transaction, LifeEvent kind, InboxEvent life, Correction? correction, HashSet<string> touched, DateTimeOffset now, CancellationToken cancellation)
    {
        if (correction is null)
        {
            return await Merge(transaction, kind, life, touched, now, cancellation);
        }

        if (correction.Root.Key == life.Key)
        {
            return correction.IsAnnulment ? null : await Merge(transaction, kind, correction.Corrected, touched, now, cancellation);
        }

        if (!correction.RootIsDone)
        {
            return null;
        }

        await Separate(transaction, kind, correction.Root.Key, touched, now, cancellation);
        return correction.IsAnnulment ? null : await Merge(transaction, kind, correction.Corrected, touched, now, cancellation);
    }

    private async Task<string?> Merge(
        NpgsqlTransaction transaction, LifeEvent kind, InboxEvent life, HashSet<string> touched, DateTimeOffset now, CancellationToken cancellation)
    {
        const string insert = """
            insert into par.merged_id (former, into_id, person, partition, registry, event_uid, merged_at)
            values (@former, @into, @person, @partition, @registry, @event_uid, @now)
            """;

        var reading = rules.Read(life);
        if (reading.Flaw is not null)
        {
            // It is told as that of any other event.
            return null;
        }

        var said = reading.Values[reading.Shape.IndexOf(kind.Merges!.Name)];
        if (said.IsNull || !PersonalId.Is(said.AsString))
        {
            return NoId;
        }

        var one = new MergedId(said.AsString, life.Subject, life.Key);
        var merged = await MergedIds.Of(transaction, [one.Former, one.Into], cancellation);
        if (one.Former == one.Into)
        {
            return Itself;
        }

        if (merged.Find(one.Former) is { } known)
        {
            return known.Said == one.Said || known.Into == one.Into ? null : Elsewhere;
        }

        if (merged.Person(one.Into) == one.Former)
        {
            return Circle;
        }

        merged.Add(one);
        var ids = merged.Ids;
        await Hold(transaction, ids, cancellation);
        await using (var command = new NpgsqlCommand(insert, transaction.Connection, transaction))
        {
            command.Parameters.AddWithValue("former", one.Former);
            command.Parameters.AddWithValue("into", one.Into);
            command.Parameters.AddWithValue("person", merged.Person(one.Former));
            command.Parameters.AddWithValue("partition", Partition.Of(merged.Person(one.Former)));
            command.Parameters.AddWithValue("registry", life.Registry);
            command.Parameters.AddWithValue("event_uid", life.EventUid);
            command.Parameters.AddWithValue("now", now);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await Move(transaction, kind, ids, merged, now, cancellation);
        touched.UnionWith(ids);
        return null;
    }

    private async Task Separate(
        NpgsqlTransaction transaction, LifeEvent kind, EventKey said, HashSet<string> touched, DateTimeOffset now, CancellationToken cancellation)
    {
        const string delete = "delete from par.merged_id where registry = @registry and event_uid = @event_uid returning former";

        await using var command = new NpgsqlCommand(delete, transaction.Connection, transaction);
        command.Parameters.AddWithValue("registry", said.Registry);
        command.Parameters.AddWithValue("event_uid", said.EventUid);
        const string find = "select former from par.merged_id where registry = @registry and event_uid = @event_uid";
        await using var look = new NpgsqlCommand(find, transaction.Connection, transaction);
        look.Parameters.AddWithValue("registry", said.Registry);
        look.Parameters.AddWithValue("event_uid", said.EventUid);
        if (await look.ExecuteScalarAsync(cancellation) is not string former)
        {
            return;
        }

        var merged = await MergedIds.Of(transaction, [former], cancellation);
        var ids = merged.Ids;
        await Hold(transaction, ids, cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
        merged.Remove(merged.Find(said)!);
        await Move(transaction, kind, ids, merged, now, cancellation);
        await AskAgain(transaction, ids, merged, now, cancellation);
        touched.UnionWith(ids);
    }

    /// <summary>
    /// Waits until no other round works the life events of these ids. Two rounds that wait for each other are told so by the database,
    /// and one of them is done over.
    /// </summary>
    private static async Task Hold(NpgsqlTransaction transaction, IReadOnlySet<string> ids, CancellationToken cancellation)
    {
        const string hold = "select partition from par.inbox_partition where partition = any(@partitions) order by partition for no key update";

        await using var command = new NpgsqlCommand(hold, transaction.Connection, transaction);
        command.Parameters.AddWithValue("partitions", ids.Select(Partition.Of).Distinct().ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task Move(
        NpgsqlTransaction transaction, LifeEvent kind, IReadOnlySet<string> ids, MergedIds merged, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Read("Rounds/move_to_person.sql"), transaction.Connection, transaction);
        AddIds(command, ids, merged);
        command.Parameters.AddWithValue("partitions", ids.Select(id => Partition.Of(merged.Person(id))).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
        await onceKeys.Move(transaction, kind.Subject, ids, merged, now, cancellation);
    }

    private static async Task AskAgain(NpgsqlTransaction transaction, IReadOnlySet<string> ids, MergedIds merged, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Read("Rounds/ask_separated_again.sql"), transaction.Connection, transaction);
        AddIds(command, ids, merged);
        command.Parameters.AddWithValue("now", NpgsqlDbType.TimestampTz, now);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddIds(NpgsqlCommand command, IReadOnlySet<string> ids, MergedIds merged)
    {
        command.Parameters.AddWithValue("ids", ids.ToArray());
        command.Parameters.AddWithValue("persons", ids.Select(merged.Person).ToArray());
    }
}
