using Npgsql;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>The day that came for somebody by a trigger of a rule.</summary>
internal readonly record struct CalendarDay(string Subject, DateOnly Day)
{
    /// <summary>
    /// Takes the days into the inbox, each as a life event of its own, with one statement. Days that are known add nothing. Returns
    /// how many were new.
    /// </summary>
    public static async Task<int> TakeIn(
        NpgsqlTransaction transaction, PlacedTrigger placed, IReadOnlyList<CalendarDay> days, LocalTime localTime, DateTimeOffset now, CancellationToken cancellation)
    {
        if (days.Count == 0)
        {
            return 0;
        }

        var rule = placed.Rule.Id;
        await using var command = new NpgsqlCommand(Sql.Read("Rounds/take_in_days.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("registry", CalendarRegistry.Name);
        command.Parameters.AddWithValue("kind", CalendarRegistry.KindOf(rule));
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("event_uid", days.Select(hit => NamedUid.Of(rule, $"{placed.Position}", hit.Subject, $"{hit.Day:O}")).ToArray());
        command.Parameters.AddWithValue("subject", days.Select(hit => hit.Subject).ToArray());
        command.Parameters.AddWithValue("partition", days.Select(hit => Partition.Of(hit.Subject)).ToArray());
        command.Parameters.AddWithValue("day", days.Select(hit => hit.Day).ToArray());
        command.Parameters.AddWithValue("occurred_at", days.Select(hit => localTime.Start(hit.Day).ToUniversalTime()).ToArray());
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
