using Npgsql;
using Par.Worker.Intake;

namespace Par.Worker.Rounds;

/// <summary>Reads a life event from the eleven columns in which the statements of a round give it.</summary>
internal static class InboxRow
{
    public static InboxEvent Read(NpgsqlDataReader reader, int first) => new()
    {
        Registry = reader.GetString(first),
        EventUid = reader.GetGuid(first + 1),
        Kind = reader.GetString(first + 2),
        Subject = reader.GetString(first + 3),
        Partition = reader.GetInt16(first + 4),
        Locality = reader.GetString(first + 5),
        OccurredAt = reader.GetDateTime(first + 6),
        RecordedAt = reader.GetDateTime(first + 7),
        Corrects = reader.IsDBNull(first + 8) ? null : reader.GetGuid(first + 8),
        Body = reader.GetString(first + 9),
        Attempt = reader.GetInt16(first + 10),
    };
}
