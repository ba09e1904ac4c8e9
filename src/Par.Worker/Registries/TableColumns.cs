using Npgsql;
using Par.Rules.Feel;

namespace Par.Worker.Registries;

/// <summary>The columns of a registry's table as its server has them.</summary>
internal sealed class TableColumns
{
    private readonly Dictionary<string, string> types;
    private readonly HashSet<string> indexed;

    private TableColumns(Dictionary<string, string> types, HashSet<string> indexed) => (this.types, this.indexed) = (types, indexed);

    public IEnumerable<string> Names => types.Keys;

    /// <summary>Null when there is no such table.</summary>
    public static async Task<TableColumns?> Of(NpgsqlConnection connection, string schema, string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select attribute.attname, format_type(attribute.atttypid, null),
                   exists (select from pg_index where pg_index.indrelid = class.oid and pg_index.indkey[0] = attribute.attnum and pg_index.indisvalid)
              from pg_class as class
              join pg_namespace as namespace on namespace.oid = class.relnamespace
              join pg_attribute as attribute on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
             where namespace.nspname = $1
               and class.relname = $2
               and class.relkind in ('r', 'v', 'm', 'p', 'f')
            """,
            connection)
        {
            Parameters = { new() { Value = schema }, new() { Value = table } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (types, indexed) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        while (await reader.ReadAsync(cancellation))
        {
            types[reader.GetString(0)] = reader.GetString(1);
            if (reader.GetBoolean(2))
            {
                indexed.Add(reader.GetString(0));
            }
        }

        return types.Count == 0 ? null : new TableColumns(types, indexed);
    }

    public string? TypeOf(string column) => types.GetValueOrDefault(column);

    /// <summary>Whether an index begins with it.</summary>
    public bool HasIndex(string column) => indexed.Contains(column);

    /// <summary>Whether values of a column of this type can be read as what the catalogue says.</summary>
    public static bool Fits(string sqlType, FeelType type) =>
        type == FeelType.Number ? sqlType is "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision"
        : type == FeelType.Boolean ? sqlType is "boolean"
        : type == FeelType.Date ? sqlType is "date"
        : type == FeelType.DateTime ? sqlType is "timestamp with time zone"
        : sqlType is "text" or "character varying" or "character" or "uuid" or "bigint" or "integer" or "smallint" or "\"char\"" or "name";

    /// <summary>What PostgreSQL calls the type that fits best.</summary>
    public static string Best(FeelType type) =>
        type == FeelType.Number ? "numeric" : type == FeelType.Boolean ? "boolean" : type == FeelType.Date ? "date" : type == FeelType.DateTime ? "timestamptz" : "text";
}
