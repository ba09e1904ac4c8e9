using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// A once-key that is free again belongs to whoever is due under it. Where two registrations of one birth were both due and the
/// one that had opened is annulled, the other one is asked again, so that nobody is missed.
/// </summary>
internal static class OthersAgain
{
    /// <summary>With one statement, in the caller's transaction; with none where no key was freed.</summary>
    public static async Task Ask(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> withdrawn, IReadOnlyList<WrongReminder> reminders, DateTimeOffset now, CancellationToken cancellation)
    {
        var takenBack = reminders.Where(reminder => reminder.Now is null).Select(reminder => reminder.Reminder.Id).ToArray();
        if (withdrawn.Count + takenBack.Length == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql.Read("Rounds/ask_others_again.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("dossiers", withdrawn.ToArray());
        command.Parameters.AddWithValue("reminders", takenBack);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
