using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Worker.Brakes;
using Par.Worker.Outbox;
using Par.Worker.Outcomes;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Takes reminders back that were wrong, and frees their once-keys so that the right one can be given on its day; one that only
/// says something else now is put right. Either way those who were told are told; of what the brake holds nobody was.
/// </summary>
internal static class TakenBack
{
    /// <summary>All with three statements at most, in the caller's transaction.</summary>
    public static async Task Write(NpgsqlTransaction transaction, IReadOnlyList<WrongReminder> wrong, DateTimeOffset now, CancellationToken cancellation)
    {
        if (wrong.Count == 0)
        {
            return;
        }

        var held = wrong.Where(one => one.Reminder.IsHeld).Select(one => one.Reminder).ToList();
        await Held.DropReminders(transaction, [.. held.Select(one => one.Finding)], [.. held.Select(one => one.Id)], now, cancellation);
        var given = wrong.Where(one => !one.Reminder.IsHeld).ToList();
        if (given.Count == 0)
        {
            return;
        }

        var (gone, other) = (given.Where(one => one.Now is null).ToList(), given.Where(one => one.Now is not null).ToList());
        var arguments = new
        {
            now,
            gone = gone.Select(one => one.Reminder.Id).ToArray(),
            other = other.Select(one => one.Reminder.Id).ToArray(),
            agencies = other.Select(one => one.Now!.Agency).ToArray(),
            texts = other.Select(one => one.Now!.Texts).ToArray(),
            tells = other.Select(one => JsonSerializer.Serialize(one.Now!.Tell)).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Rounds/take_back.sql"), arguments, transaction, cancellationToken: cancellation));
        await Outbox.Outbox.Write(transaction, [.. gone.SelectMany(one => Gone(one, now)), .. other.SelectMany(one => Other(one, now))], now, cancellation);
    }

    private static IEnumerable<OutboxRow> Gone(WrongReminder wrong, DateTimeOffset now) => OutboxRow.ToEach(
        Recipient.Told(wrong.Reminder.Tell, wrong.Reminder.Agency),
        Topic.NoticeCorrected,
        CorrectionWords.ForPerson(About(wrong), CorrectionWords.ReminderTakenBack, wrong.Reason),
        now);

    private static IEnumerable<OutboxRow> Other(WrongReminder wrong, DateTimeOffset now)
    {
        var (reminder, right) = (wrong.Reminder, wrong.Now!);
        var about = About(wrong);
        about["agency"] = right.Agency;
        var told = about.DeepClone().AsObject();
        told["texts"] = JsonNode.Parse(right.Texts);
        var before = Recipient.Told(reminder.Tell, reminder.Agency).ToHashSet(StringComparer.Ordinal);
        var after = Recipient.Told(right.Tell, right.Agency).ToList();
        return
        [
            .. OutboxRow.ToEach(
                after.Where(before.Contains), Topic.NoticeRefreshed, CorrectionWords.ForPerson(told, CorrectionWords.ReminderOtherNow, wrong.Reason), now),
            .. OutboxRow.ToEach(after.Where(one => !before.Contains(one)), Topic.NoticeReminder, told, now),
            .. OutboxRow.ToEach(
                reminder.Tell.Except(right.Tell, StringComparer.Ordinal).Select(Recipient.Person),
                Topic.NoticeCorrected,
                CorrectionWords.ForPerson(new JsonObject { ["reminder"] = reminder.Id }, CorrectionWords.NotForYou, CorrectionWords.NotForThem),
                now),
        ];
    }

    private static JsonObject About(WrongReminder wrong) => new()
    {
        ["reminder"] = wrong.Reminder.Id,
        ["procedure"] = wrong.Reminder.Procedure,
        ["agency"] = wrong.Reminder.Agency,
    };
}
