using Npgsql;

namespace Par.Worker.Registries;

/// <summary>Words for a table that cannot be read although its registry answers.</summary>
internal static class TableFault
{
    /// <summary>Everything that is wrong with the table; the error of its server where nothing is seen to be.</summary>
    public static async Task<string> Of(RegistryTable table, Exception failure, CancellationToken cancellation)
    {
        await using var connection = await table.Registry.Source.OpenConnectionAsync(cancellation);
        var wrong = (await TableInspection.Of(connection, table.Life, cancellation)).Where(one => one.Weight == InspectedWeight.Wrong).Select(one => one.Says).ToList();
        var (name, from) = ($"{table.Life.Registry.Schema}.{table.Life.ReadFrom!.Table}", table.Life.ReadFrom);
        return wrong.Count > 0 ? string.Join(' ', wrong) : failure switch
        {
            PostgresException { SqlState: "57014" } =>
                $"{table.Kind}: reading {name} takes longer than AnswerWithin. Run there: {TableScript.Index(table.Life)}",
            PostgresException refused => $"{table.Kind}: reading {name} ended with error {refused.SqlState} of its server. './par registry check {table.Registry.Name}' looks at it.",
            _ => $"{table.Kind}: {name} has values that cannot be read by {string.Join(", ", from.Columns)}. './par registry check {table.Registry.Name}' looks at it.",
        };
    }
}
