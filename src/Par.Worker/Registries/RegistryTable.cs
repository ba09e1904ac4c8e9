using Npgsql;
using NpgsqlTypes;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>
/// A table whose rows are read as life events of one kind, because its registry keeps no feed. Unlike a feed, it does not tell which
/// transactions are not over yet: whoever reads it reads again what was written lately.
/// </summary>
/// <param name="registry">The registry that has it.</param>
/// <param name="life">The life event that its rows are; read from a table.</param>
/// <param name="zone">The IANA name of the time zone in which days, and moments without a zone, are meant.</param>
internal sealed class RegistryTable(RegistryConnection registry, LifeEvent life, string zone)
{
    // As for a feed: rows are few and their bodies small, except where a registry errs.
    private const int LargestPage = 16 * 1024 * 1024;

    // PostgreSQL gives a function at most 100 arguments.
    private const int MostPairs = 50;

    private const string OfACalendar = "between '0001-01-02' and '9999-12-30'";

    private readonly EventTable table = life.ReadFrom!;

    public RegistryConnection Registry => registry;

    public LifeEvent Life => life;

    public string Kind => life.Kind;

    public TimeSpan Overlap => life.Registry.Overlap;

    /// <summary>What a place in the table hangs on: another table, or other columns, have other places.</summary>
    public string Order => $"{life.Registry.Schema}.{table.Table} ({table.UpdatedAt}, {table.Key})";

    private string Name => Quoted.Table(life.Registry, table);

    private string Key => Quoted.Name(table.Key);

    private string UpdatedAt => Quoted.Name(table.UpdatedAt);

    /// <summary>The tables of a registry, in the order of the kinds; none where it keeps a feed.</summary>
    public static IReadOnlyList<RegistryTable> Of(RegistryConnection registry, RuleCatalogue catalogue)
    {
        var zone = catalogue.Calendars.Values.OrderBy(calendar => calendar.Name, StringComparer.Ordinal).FirstOrDefault()?.TimeZone.Id ?? "UTC";
        return
        [
            .. catalogue.LifeEvents.Values
                .Where(life => life.Registry.Id == registry.Name && life.ReadFrom is not null)
                .OrderBy(life => life.Kind, StringComparer.Ordinal)
                .Select(life => new RegistryTable(registry, life, zone)),
        ];
    }

    /// <summary>Asks for nothing but the columns: fails where one of them is not there or may not be read.</summary>
    public async Task Try(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var look = new NpgsqlCommand($"select {string.Join(", ", table.Columns.Select(Quoted.Name))} from {Name} limit 0", connection);
        await look.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The rows from a moment on; all when it is null.</summary>
    public Task<TablePage> From(DateTime? moment, int limit, CancellationToken cancellation) => moment is { } from
        ? Read($"{UpdatedAt} >= $2", [new() { Value = from }], limit, cancellation)
        : Read("true", [], limit, cancellation);

    /// <summary>The rows after a place.</summary>
    public Task<TablePage> After(TablePlace place, int limit, CancellationToken cancellation) =>
        Read($"({UpdatedAt}, {Key}) > ($2, $3)", [new() { Value = place.UpdatedAt }, AsColumn(place.Key)], limit, cancellation);

    /// <summary>The keys of all rows, whenever they were written, page by page.</summary>
    public async Task<TableKeys> Keys(string? after, int limit, CancellationToken cancellation)
    {
        var sql = $"""
            with page as (
                select {Key} as place, {Key}::text as key, coalesce({Quoted.Name(table.Subject)}::text, '') as subject, {Moment(UpdatedAt)} as updated_at
                  from {Name}
                 where {(after is null ? $"{Key} is not null" : $"{Key} > $2")}
                 order by {Key}
                 limit $1
            )
            select (select system_identifier from pg_control_system()), page.key, page.subject, page.updated_at
              from (values (1)) as always left join page on true
             order by page.place
            """;
        var (server, keys) = (0L, new List<TableKey>());
        await Read(
            sql,
            after is null ? [new() { Value = limit }] : [new() { Value = limit }, AsColumn(after)],
            reader =>
            {
                server = reader.GetInt64(0);
                if (!reader.IsDBNull(1))
                {
                    keys.Add(new TableKey(reader.GetString(1), reader.GetString(2), Moment(reader, 3)));
                }
            },
            cancellation);
        return new TableKeys(server, keys);
    }

    /// <summary>The rows of these keys; those that are not there any more are left out.</summary>
    public async Task<IReadOnlyList<TableRow>> Rows(IEnumerable<string> keys, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        await Read(
            $"select {Columns} from {Name} where {Key} = any($1) order by {Key}",
            [AsColumn($"{{{string.Join(',', keys.Select(Quoted.Element))}}}")],
            reader => rows.Add(Row(reader, 0)),
            cancellation);
        return rows;
    }

    private string Columns => $"""
        {Key}::text as key, {Moment(UpdatedAt)} as updated_at, coalesce({Quoted.Name(table.Subject)}::text, '') as subject,
        {(table.Locality is { } locality ? $"coalesce({Quoted.Name(locality)}::text, '')" : "''")} as locality,
        {Moment(Quoted.Name(table.OccurredAt ?? table.UpdatedAt))} as occurred_at,
        ({string.Join(" || ", table.Body.Chunk(MostPairs).Select(Object).DefaultIfEmpty("jsonb_build_object()"))})::text as body
        """;

    private static string Object(IEnumerable<KeyValuePair<string, string>> parts) =>
        $"jsonb_build_object({string.Join(", ", parts.Select(part => $"'{part.Key}', to_jsonb({Quoted.Name(part.Value)})"))})";

    private async Task<TablePage> Read(string which, NpgsqlParameter[] parameters, int limit, CancellationToken cancellation)
    {
        // Along an index by the moment and the key. Its first line stands also where no row follows.
        var sql = $"""
            with page as (
                select {UpdatedAt} as place, {Key} as place_in_it, {Columns}
                  from {Name}
                 where {which}
                   and {UpdatedAt} {OfACalendar}
                   and {Key} is not null
                 order by {UpdatedAt}, {Key}
                 limit $1
            ), measured as (
                select page.*, sum(octet_length(body)) over (order by place, place_in_it) - octet_length(body) as before
                  from page
            )
            select (select system_identifier from pg_control_system()), now(), (select count(*) from page),
                   page.key, page.updated_at, page.subject, page.locality, page.occurred_at, page.body
              from (values (1)) as always left join measured as page on page.before < {LargestPage}
             order by page.place, page.place_in_it
            """;
        var (server, now, found, rows) = (0L, default(DateTime), 0L, new List<TableRow>());
        await Read(
            sql,
            [new() { Value = limit }, .. parameters],
            reader =>
            {
                (server, now, found) = (reader.GetInt64(0), reader.GetDateTime(1), reader.GetInt64(2));
                if (!reader.IsDBNull(3))
                {
                    rows.Add(Row(reader, 3));
                }
            },
            cancellation);
        return new TablePage(server, now, rows, HasMore: found == limit || rows.Count < found);
    }

    private async Task Read(string sql, IEnumerable<NpgsqlParameter> parameters, Action<NpgsqlDataReader> line, CancellationToken cancellation)
    {
        await using var connection = await registry.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new($"set local time zone '{zone}'") } };
        var select = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            select.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(select);
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                line(reader);
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    private static string Moment(string column) => $"case when {column} {OfACalendar} then {column}::timestamptz end";

    /// <summary>A value that the registry's server reads as whatever its column is.</summary>
    private static NpgsqlParameter AsColumn(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Unknown };

    private static TableRow Row(NpgsqlDataReader reader, int first) => new()
    {
        Key = reader.GetString(first),
        UpdatedAt = Moment(reader, first + 1),
        Subject = reader.GetString(first + 2),
        Locality = reader.GetString(first + 3),
        OccurredAt = Moment(reader, first + 4),
        Body = reader.GetString(first + 5),
    };

    private static DateTime? Moment(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDateTime(column);
}
