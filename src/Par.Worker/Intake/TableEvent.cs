using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>A row of a registry's table as the life event that it is.</summary>
internal static class TableEvent
{
    /// <summary>By which it is known for ever, whatever else the row says later.</summary>
    public static Guid Uid(RegistryTable table, string key) => NamedUid.Of(table.Registry.Name, table.Kind, key);

    public static FeedRow Of(RegistryTable table, TableRow row) => new()
    {
        // A place in a feed, which there is none of.
        Position = FeedPosition.Start,
        EventUid = Uid(table, row.Key),
        Kind = table.Kind,
        Subject = row.Subject,
        Locality = row.Locality,
        OccurredAt = row.OccurredAt,
        RecordedAt = row.UpdatedAt,
        Corrects = null,
        Body = row.Body,
    };
}
