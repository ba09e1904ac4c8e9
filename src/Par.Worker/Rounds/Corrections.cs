using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>Finds out which events of a batch have been corrected, and which correct others.</summary>
internal static class Corrections
{
    /// <summary>With one statement for the batch: for each event that has to do with a correction, what was made of its root.</summary>
    public static async Task<IReadOnlyDictionary<EventKey, Correction>> Read(
        NpgsqlTransaction transaction, IReadOnlyList<WorkItem> items, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Read("Rounds/read_corrections.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("registry", items.Select(item => item.Event.Registry).ToArray());
        command.Parameters.AddWithValue("event_uid", items.Select(item => item.Event.EventUid).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var corrections = new Dictionary<EventKey, Correction>();
        while (await reader.ReadAsync(cancellation))
        {
            var root = InboxRow.Read(reader, 7);
            corrections[new EventKey(root.Registry, reader.GetGuid(0))] = new Correction
            {
                Root = root,
                RootState = reader.GetString(6),
                LastKind = reader.GetString(1),
                LastEventUid = reader.GetGuid(2),
                LastBody = reader.GetString(3),
                LastLocality = reader.GetString(4),
                LastSubject = reader.GetString(5),
            };
        }

        return corrections;
    }
}
