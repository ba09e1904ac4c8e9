using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Par.Rules.Catalogue;
using Par.Rules.Feel;
using Par.Worker.Registries;

namespace Par.Worker.FactGathering;

/// <summary>Writes a <see cref="Lookup"/> as one statement. Names come from the catalogue and are quoted; values are parameters.</summary>
internal static class LookupSql
{
    public static NpgsqlBatchCommand Write(Lookup lookup)
    {
        var command = new NpgsqlBatchCommand();
        command.Parameters.Add(Keys(lookup.By, lookup.Keys));
        var filters = lookup.Filters.Select(filter => Condition(command, filter)).ToList();
        var asOf = lookup.Entity.AsOfColumn is { } column ? Named(column) : null;

        var sql = new StringBuilder("select ");
        sql.AppendJoin(", ", lookup.Columns.Select(Column).Concat(lookup.Imprecise.Select(Precision)).Concat(filters).Append($"{asOf ?? "null"}::timestamptz"));
        sql.Append(CultureInfo.InvariantCulture, $" from {Quoted.Table(lookup.Entity)} as found where {Named(lookup.By.Column)} = any($1)");
        if (!filters.Contains("true"))
        {
            sql.Append(" and (").AppendJoin(" or ", filters).Append(')');
        }

        sql.Append(" order by ").Append(asOf is null ? "" : $"{asOf} desc nulls last, ").Append(Named(lookup.Entity.Key.Column));
        command.CommandText = sql.ToString();
        return command;
    }

    /// <summary>Keys as the column of this field takes them, for <c>= any(...)</c> along its index.</summary>
    public static NpgsqlParameter Keys(EntityField by, IEnumerable<string> keys) => by.Type == FeelType.Number
        ? new NpgsqlParameter { Value = keys.Select(key => decimal.Parse(key, CultureInfo.InvariantCulture)).ToArray() }
        : new NpgsqlParameter { Value = keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static string Column(EntityField field) => $"{Named(field.Column)}::{SqlType(field.Type)}";

    private static string Precision(EntityField field) => $"{Named(field.PrecisionColumn!)}::text";

    // With the table's name before it, a column is never taken for one of the results of the same name.
    private static string Named(string column) => $"found.{Quoted.Name(column)}";

    private static string Condition(NpgsqlBatchCommand command, IReadOnlyList<LinkFilter> filter) =>
        filter.Count == 0 ? "true" : $"({string.Join(" and ", filter.Select(condition => Condition(command, condition)))})";

    private static string Condition(NpgsqlBatchCommand command, LinkFilter condition)
    {
        if (condition.Value.IsNull)
        {
            return $"{Named(condition.Field.Column)} is null";
        }

        command.Parameters.Add(new NpgsqlParameter { Value = Constant(condition.Value) });
        // Where the column is empty the answer is no, and not SQL's null.
        return $"coalesce({Named(condition.Field.Column)} = ${command.Parameters.Count}::{SqlType(condition.Field.Type)}, false)";
    }

    private static object Constant(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => value.AsNumber,
        ValueKind.Date => value.AsDate,
        ValueKind.DateTime => value.AsDateTime.ToDateTimeOffset().ToUniversalTime(),
        ValueKind.String => value.AsString,
        _ => throw new NotSupportedException($"A link cannot be filtered by a value of kind {value.Kind}."),
    };

    private static string SqlType(FeelType type) =>
        type == FeelType.Number ? "numeric"
        : type == FeelType.Boolean ? "boolean"
        : type == FeelType.Date ? "date"
        : type == FeelType.DateTime ? "timestamptz"
        : "text";
}
