using Npgsql;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;

namespace Par.Worker.Registries;

/// <summary>Compares the tables of a registry with what the catalogue says of them.</summary>
internal static class EntityInspection
{
    public static async Task<IReadOnlyList<Inspected>> Of(NpgsqlConnection connection, Registry registry, RuleCatalogue catalogue, CancellationToken cancellation)
    {
        var seen = new List<Inspected>();
        foreach (var entity in catalogue.Entities.Values.Where(entity => entity.Registry.Id == registry.Id).OrderBy(entity => entity.Name, StringComparer.Ordinal))
        {
            var table = $"{registry.Schema}.{entity.Table}";
            var columns = await TableColumns.Of(connection, registry.Schema, entity.Table, cancellation);
            if (columns is null)
            {
                seen.Add(Inspected.Wrong($"{entity.Name}: there is no table {table}. Create it or a view of that name, or mend 'table' of {entity.Name} in the catalogue."));
                continue;
            }

            var wrong = Compare(entity, table, columns).ToList();
            seen.AddRange(wrong);
            if (!await MayRead(connection, Quoted.Table(entity), entity.Fields.Select(field => field.Column).Where(column => columns.TypeOf(column) is not null), cancellation))
            {
                seen.Add(Inspected.Wrong($"{entity.Name}: the login may not read {table}. Run there: grant select on {Quoted.Table(entity)} to the login."));
            }
            else if (wrong.Count == 0)
            {
                seen.Add(Inspected.Good($"{entity.Name}: {table} has the {entity.Fields.Count} columns of the catalogue."));
            }

            seen.AddRange(Sought(entity, catalogue).Where(column => columns.TypeOf(column) is not null && !columns.HasIndex(column)).Select(column => Inspected.Slow(
                $"{entity.Name}: {table} has no index that begins with {column}, by which records are looked up. Run there: create index on {Quoted.Table(entity)} ({Quoted.Name(column)}).")));
        }

        return seen;
    }

    private static IEnumerable<Inspected> Compare(Entity entity, string table, TableColumns columns)
    {
        foreach (var field in entity.Fields)
        {
            if (columns.TypeOf(field.Column) is not { } type)
            {
                yield return Inspected.Wrong($"{entity.Name}.{field.Name}: {table} has no column {field.Column}.{Near(field.Column, columns)}");
            }
            else if (!TableColumns.Fits(type, field.Type))
            {
                yield return Inspected.Wrong(
                    $"{entity.Name}.{field.Name}: {table}.{field.Column} is {type}, and the catalogue says {field.Type}: let a view give it as {TableColumns.Best(field.Type)}, or mend the type in the catalogue.");
            }
        }

        foreach (var column in entity.Fields.Select(field => field.PrecisionColumn).Append(entity.AsOfColumn).OfType<string>())
        {
            if (columns.TypeOf(column) is null)
            {
                yield return Inspected.Wrong($"{entity.Name}: {table} has no column {column}.{Near(column, columns)}");
            }
        }
    }

    private static string Near(string column, TableColumns columns) =>
        Nearest.Name(column, columns.Names) is { } near ? $" Did you mean {near}?" : " Mend the column's name in the catalogue, or add it to a view.";

    /// <summary>The columns by which records are looked up: the key, and where links come from.</summary>
    private static IEnumerable<string> Sought(Entity entity, RuleCatalogue catalogue) =>
        catalogue.Entities.Values.SelectMany(other => other.Links)
            .Concat(catalogue.LifeEvents.Values.SelectMany(life => life.Links))
            .Where(link => link.Target.Name == entity.Name)
            .Select(link => link.By is { } by ? entity.Field(by)?.Column : entity.Key.Column)
            .OfType<string>()
            .Append(entity.Key.Column)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>Whether the login may read these columns of a table, all of which are there.</summary>
    public static async Task<bool> MayRead(NpgsqlConnection connection, string table, IEnumerable<string> columns, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select bool_and(has_column_privilege($1, name, 'select')) from unnest($2) as column_name (name)", connection)
        {
            Parameters =
            {
                new() { Value = table },
                new() { Value = columns.ToArray() },
            },
        };
        return await command.ExecuteScalarAsync(cancellation) is not false;
    }
}
