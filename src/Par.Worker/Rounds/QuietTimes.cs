using Npgsql;
using Par.Rules.Evaluation;
using Par.Worker.Decisions;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// After a sensitive event, such as the death of a newborn, nothing about its subject goes to the family by itself: an officer
/// tells them. Only what the event itself brings about is told as its rule says.
/// </summary>
internal sealed class QuietTimes(RuleBooks rules, LocalTime localTime)
{
    /// <summary>Notes the quiet times that new events begin, and ends those of annulled ones. What waits to be sent about these people goes to officers.</summary>
    public async Task Note(NpgsqlTransaction transaction, IReadOnlyList<WorkItem> items, Agenda agenda, CancellationToken cancellation)
    {
        var sensitive =
            (from item in items
             where item.IsNew && !agenda.Annulled.ContainsKey(item.Event.Key)
             let quiet = rules.Book.Catalogue.LifeEvents.GetValueOrDefault(item.Event.Kind)?.Quiet
             where quiet is not null
             select (item.Event, Until: quiet.Value.After(localTime.Day(item.Event.OccurredAt)))).ToList();
        if (sensitive.Count == 0 && agenda.Annulled.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql.Read("Rounds/note_quiet_times.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("registry", sensitive.Select(one => one.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", sensitive.Select(one => one.Event.EventUid).ToArray());
        command.Parameters.AddWithValue("subject", sensitive.Select(one => one.Event.Subject).ToArray());
        command.Parameters.AddWithValue("until_day", sensitive.Select(one => one.Until).ToArray());
        command.Parameters.AddWithValue("annulled_registry", agenda.Annulled.Keys.Select(key => key.Registry).ToArray());
        command.Parameters.AddWithValue("annulled_uid", agenda.Annulled.Keys.Select(key => key.EventUid).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The same decisions, where those that are due about people in a quiet time name nobody to tell.</summary>
    public async Task<IReadOnlyList<DecidedQuestion>> Hush(
        NpgsqlTransaction transaction, IReadOnlyList<DecidedQuestion> decided, CancellationToken cancellation)
    {
        var subjects = decided.Where(decision => decision.Finding is Finding.Due).Select(decision => decision.Question.Event.Subject).Distinct(StringComparer.Ordinal).ToArray();
        if (subjects.Length == 0 || rules.Book.Catalogue.LifeEvents.Values.All(known => known.Quiet is null))
        {
            return decided;
        }

        const string quiet = """
            select subject, registry, event_uid
              from par.quiet_time
             where subject = any(@subject)
               and until_day >= @today
            """;

        await using var command = new NpgsqlCommand(quiet, transaction.Connection, transaction);
        command.Parameters.AddWithValue("subject", subjects);
        command.Parameters.AddWithValue("today", localTime.Today);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var times = new List<(string Subject, EventKey Event)>();
        while (await reader.ReadAsync(cancellation))
        {
            times.Add((reader.GetString(0), new EventKey(reader.GetString(1), reader.GetGuid(2))));
        }

        var bySubject = times.ToLookup(time => time.Subject, time => time.Event, StringComparer.Ordinal);
        return [.. decided.Select(decision => bySubject[decision.Question.Event.Subject].Any(began => began != decision.Question.Event.Key) ? Hushed(decision) : decision)];
    }

    private static DecidedQuestion Hushed(DecidedQuestion decision) => decision.Finding is Finding.Due due
        ? decision with { Finding = due with { Opening = due.Opening with { Tell = [] } } }
        : decision;
}
