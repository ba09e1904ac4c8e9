using Npgsql;
using Par.Rules.Books;
using Par.Worker.Decisions;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Notes which life events should be followed by which others, and which of the awaited ones came. Noted with the round that takes
/// the event up, so a worker that dies leaves no gap; a timer of its own, <see cref="MissingEvents"/>, looks at the days.
/// </summary>
internal sealed class Expectations(RuleBooks rules, LocalTime localTime)
{
    /// <summary>With three statements at most, whatever the number of events; with none where no rule of the book waits.</summary>
    public async Task Note(NpgsqlTransaction transaction, IReadOnlyList<WorkItem> items, Agenda agenda, DateTimeOffset now, CancellationToken cancellation)
    {
        var triggers = rules.Book.MissingTriggers;
        var fresh = items.Where(item => item.IsNew).Select(item => item.Event).ToList();
        var expected = triggers.SelectMany(trigger => fresh.Where(life => IsOf(life, trigger.Trigger.After.Kind)).Select(life => Expected(trigger, life))).ToList();
        var came = triggers.Select(trigger => trigger.Trigger).DistinctBy(trigger => (trigger.Missing.Kind, string.Join(',', trigger.Same)))
            .SelectMany(trigger => fresh.Where(life => IsOf(life, trigger.Missing.Kind)).Select(life => (Life: life, Key: Key(life, trigger.Same))))
            .Where(one => one.Key is not null)
            .ToList();

        if (expected.Count > 0)
        {
            await Expect(transaction, expected, cancellation);
        }

        if (came.Count > 0)
        {
            await using var command = new NpgsqlCommand(Sql.Read("Rounds/note_occurrences.sql"), transaction.Connection, transaction);
            command.Parameters.AddWithValue("kind", came.Select(one => one.Life.Kind).ToArray());
            command.Parameters.AddWithValue("match_key", came.Select(one => one.Key!).ToArray());
            command.Parameters.AddWithValue("registry", came.Select(one => one.Life.Registry).ToArray());
            command.Parameters.AddWithValue("event_uid", came.Select(one => one.Life.EventUid).ToArray());
            await command.ExecuteNonQueryAsync(cancellation);
        }

        if (triggers.Count > 0 && agenda.Annulled.Count > 0)
        {
            await using var command = new NpgsqlCommand(Sql.Read("Rounds/annul_expectations.sql"), transaction.Connection, transaction);
            command.Parameters.AddWithValue("now", now);
            command.Parameters.AddWithValue("registry", agenda.Annulled.Keys.Select(key => key.Registry).ToArray());
            command.Parameters.AddWithValue("event_uid", agenda.Annulled.Keys.Select(key => key.EventUid).ToArray());
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    // An event whose body cannot be read says no day and no number; that it cannot be read is shown elsewhere.
    private bool IsOf(InboxEvent life, string kind) => life.Kind == kind && rules.Read(life).Flaw is null;

    private Expectation Expected(MissingTrigger trigger, InboxEvent life)
    {
        var position = trigger.Rule.Triggers.ToList().IndexOf(trigger.Trigger);
        return new Expectation(
            trigger.Rule.Id,
            (short)position,
            life,
            trigger.Trigger.Missing.Kind,
            // Without the number that both should carry nothing can be told to have come, and a person is asked in the end.
            Key(life, trigger.Trigger.Same) ?? $"none:{life.EventUid}",
            trigger.Trigger.Within.After(localTime.Day(life.OccurredAt)),
            NamedUid.Of(trigger.Rule.Id, $"missing{position}", life.Registry, $"{life.EventUid}"));
    }

    /// <summary>By what two events are known to belong together: their subject, or the fields that the rule names.</summary>
    private string? Key(InboxEvent life, IReadOnlyList<string> same)
    {
        if (same.Count == 0)
        {
            return $"subject:{life.Subject}";
        }

        var reading = rules.Read(life);
        var parts = same.Select(name => reading.Values[reading.Shape.IndexOf(name)]).ToList();
        return parts.Any(part => part.IsNull) ? null : string.Join('\u001f', same.Zip(parts, (name, part) => $"{name}:{part}"));
    }

    private static async Task Expect(NpgsqlTransaction transaction, List<Expectation> expected, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Read("Rounds/note_expectations.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("rule", expected.Select(one => one.Rule).ToArray());
        command.Parameters.AddWithValue("position", expected.Select(one => one.Position).ToArray());
        command.Parameters.AddWithValue("registry", expected.Select(one => one.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", expected.Select(one => one.Event.EventUid).ToArray());
        command.Parameters.AddWithValue("subject", expected.Select(one => one.Event.Subject).ToArray());
        command.Parameters.AddWithValue("awaited", expected.Select(one => one.Awaited).ToArray());
        command.Parameters.AddWithValue("match_key", expected.Select(one => one.MatchKey).ToArray());
        command.Parameters.AddWithValue("due_on", expected.Select(one => one.DueOn).ToArray());
        command.Parameters.AddWithValue("fires_as", expected.Select(one => one.FiresAs).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Expectation(
        string Rule, short Position, InboxEvent Event, string Awaited, string MatchKey, DateOnly DueOn, Guid FiresAs);
}
