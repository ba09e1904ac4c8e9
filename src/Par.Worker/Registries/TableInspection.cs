using Npgsql;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Worker.Registries;

/// <summary>Compares the tables whose rows are read as life events with what the catalogue says of them, and says what such a reading can miss.</summary>
internal static class TableInspection
{
    public static async Task<IReadOnlyList<Inspected>> Of(NpgsqlConnection connection, IReadOnlyList<RegistryTable> tables, CancellationToken cancellation)
    {
        var seen = new List<Inspected>();
        foreach (var table in tables)
        {
            seen.AddRange(await Of(connection, table.Life, cancellation));
        }

        var registry = tables[0].Life.Registry;
        seen.Add(Inspected.Slow(
            $"It keeps no feed, and reading tables can miss something: a row that appears with a moment more than {registry.Overlap} before the latest one is found only by the nightly reconciliation; "
            + "a row that is deleted or changed before it was read is never seen as it was; a change to a row that was read already is no new life event. "
            + "A feed misses nothing: where one may be added, take readFrom out of the catalogue and run what './par registry init' prints then."));
        return seen;
    }

    /// <summary>One of the tables. What is wrong stands before all else.</summary>
    public static async Task<IReadOnlyList<Inspected>> Of(NpgsqlConnection connection, LifeEvent life, CancellationToken cancellation)
    {
        var (from, schema) = (life.ReadFrom!, life.Registry.Schema);
        var (table, quoted) = ($"{schema}.{from.Table}", Quoted.Table(life.Registry, from));
        if (await TableColumns.Of(connection, schema, from.Table, cancellation) is not { } columns)
        {
            return [Inspected.Wrong($"{life.Kind}: there is no table {table}. Create it or a view of that name, or mend readFrom of {life.Kind} in the catalogue.")];
        }

        var wrong = Compare(life, from, table, columns).ToList();
        if (!await EntityInspection.MayRead(connection, quoted, from.Columns.Where(column => columns.TypeOf(column) is not null), cancellation))
        {
            wrong.Add(Inspected.Wrong($"{life.Kind}: the login may not read {table}. Run there: grant select on {quoted} to the login."));
        }

        return wrong.Count > 0
            ? wrong
            : [Inspected.Good($"{life.Kind}: {table} has the {from.Columns.Count()} columns of the catalogue."), .. await Hints(connection, life, columns, table, quoted, cancellation)];
    }

    private static IEnumerable<Inspected> Compare(LifeEvent life, EventTable from, string table, TableColumns columns)
    {
        foreach (var (place, column, fits, best) in Wanted(life, from))
        {
            if (columns.TypeOf(column) is not { } type)
            {
                yield return Inspected.Wrong(
                    $"{life.Kind}, {place}: {table} has no column {column}.{(Nearest.Name(column, columns.Names) is { } near ? $" Did you mean {near}?" : " Mend the column's name in the catalogue, or add it to a view.")}");
            }
            else if (!fits(type))
            {
                yield return Inspected.Wrong($"{life.Kind}, {place}: {table}.{column} is {type}: let a view give it as {best}, or name another column in the catalogue.");
            }
        }
    }

    private static IEnumerable<(string Place, string Column, Func<string, bool> Fits, string Best)> Wanted(LifeEvent life, EventTable from)
    {
        yield return ("key", from.Key, IsText, "text");
        yield return ("updatedAt", from.UpdatedAt, type => type is "timestamp with time zone" or "timestamp without time zone", "timestamptz");
        yield return ("subject", from.Subject, IsText, "text");
        if (from.Locality is { } locality)
        {
            yield return ("locality", locality, IsText, "text");
        }

        if (from.OccurredAt is { } occurredAt)
        {
            yield return ("occurredAt", occurredAt, type => type is "timestamp with time zone" or "timestamp without time zone" or "date", "timestamptz");
        }

        foreach (var (name, column) in from.Body)
        {
            var said = life.Fields.FirstOrDefault(field => field.BodyName == name)?.Type;
            yield return ($"body.{name}", column, type => said is null || TableColumns.Fits(type, said), TableColumns.Best(said ?? FeelType.String));
        }
    }

    private static bool IsText(string type) => TableColumns.Fits(type, FeelType.String);

    private static async Task<IEnumerable<Inspected>> Hints(
        NpgsqlConnection connection, LifeEvent life, TableColumns columns, string table, string quoted, CancellationToken cancellation)
    {
        var from = life.ReadFrom!;
        await using var command = new NpgsqlCommand(
            """
            select class.relkind in ('r', 'p'),
                   (select attnotnull from pg_attribute where attrelid = class.oid and attname = $2),
                   (select attnotnull from pg_attribute where attrelid = class.oid and attname = $3),
                   exists (select from pg_index
                             join pg_attribute on attrelid = indrelid and attnum = indkey[0]
                            where indrelid = class.oid and indisunique and indisvalid and indpred is null and indnkeyatts = 1 and attname = $2)
              from pg_class as class
             where class.oid = $1::regclass
            """,
            connection)
        {
            Parameters = { new() { Value = quoted }, new() { Value = from.Key }, new() { Value = from.UpdatedAt } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var said = new List<(bool Holds, string Says)>
        {
            (columns.TypeOf(from.UpdatedAt) == "timestamp without time zone",
                $"{table}.{from.UpdatedAt} has no time zone: it is read as local time. Let a view give it as timestamptz where it is meant otherwise."),
        };
        if (reader.GetBoolean(0))
        {
            said.AddRange(
            [
                (!columns.HasIndex(from.UpdatedAt), $"{table} has no index that begins with {from.UpdatedAt}, without which each reading goes through all of it. Run there: {TableScript.Index(life)}"),
                (!reader.GetBoolean(3), $"{table}.{from.Key} is not unique: of two rows with one key only the first is a life event. Add a unique index, or name another key in the catalogue."),
                (!reader.GetBoolean(1), $"{table}.{from.Key} may be null, and a row without it is passed over for good. Let the registry forbid it: alter table {quoted} alter column {Quoted.Name(from.Key)} set not null."),
                (!reader.GetBoolean(2), $"{table}.{from.UpdatedAt} may be null, and a row without it is found only by the nightly reconciliation. Let the registry forbid it: alter table {quoted} alter column {Quoted.Name(from.UpdatedAt)} set not null."),
            ]);
        }

        return said.Where(one => one.Holds).Select(one => Inspected.Slow($"{life.Kind}: {one.Says}"));
    }
}
