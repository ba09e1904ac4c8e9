using System.Globalization;
using Npgsql;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>Looks at the feed of a registry: its columns, its index, its nudge, how far behind it can hold a reader, and what it reports.</summary>
internal static class FeedInspection
{
    private const int Lately = 10_000;

    private static readonly (string Name, string Type)[] Columns =
    [
        ("seq", "bigint"), ("xid", "xid8"), ("event_uid", "uuid"), ("kind", "text"), ("subject_id", "text"), ("locality", "text"),
        ("occurred_at", "timestamp with time zone"), ("recorded_at", "timestamp with time zone"), ("corrects", "uuid"), ("body", "jsonb"),
    ];

    public static async Task<IReadOnlyList<Inspected>> Of(NpgsqlConnection connection, Registry registry, RuleCatalogue catalogue, CancellationToken cancellation)
    {
        var feed = $"{registry.Schema}.registry_event";
        if (await TableColumns.Of(connection, registry.Schema, "registry_event", cancellation) is not { } columns)
        {
            return [Inspected.Wrong($"There is no feed {feed}: run what './par registry init {registry.Id}' prints.")];
        }

        var wrong = Columns
            .Where(column => columns.TypeOf(column.Name) != column.Type)
            .Select(column => Inspected.Wrong(
                $"{feed}.{column.Name} is {columns.TypeOf(column.Name) ?? "missing"}, and must be {column.Type}: './par registry init {registry.Id}' prints the table as it should be."))
            .ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        if (!await Is(connection, "select has_table_privilege($1, 'select')", Quoted.Feed(registry), cancellation))
        {
            return [Inspected.Wrong($"The login may not read {feed}. Run there: grant select on {Quoted.Feed(registry)} to the login.")];
        }

        return
        [
            Inspected.Good($"The feed {feed} has its columns."),
            await HasIndex(connection, registry, cancellation)
                ? Inspected.Good("Its index by (xid, seq) is there.")
                : Inspected.Wrong($"{feed} has no index by (xid, seq), without which each reading goes through all of it. Run there: create index on {Quoted.Feed(registry)} (xid, seq)."),
            await Is(
                connection,
                "select exists (select from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum where adrelid = $1::regclass and attname = 'xid' and pg_get_expr(adbin, adrelid) ilike '%pg_current_xact_id()%')",
                Quoted.Feed(registry),
                cancellation)
                ? Inspected.Good("Each row knows its transaction.")
                : Inspected.Wrong($"{feed}.xid has no default pg_current_xact_id(): rows of transactions that commit late would be passed over. Run there: alter table {Quoted.Feed(registry)} alter column xid set default pg_current_xact_id()."),
            await Is(connection, "select exists (select from pg_trigger where tgrelid = $1::regclass and not tgisinternal and tgenabled <> 'D')", Quoted.Feed(registry), cancellation)
                ? Inspected.Good("It says when there is something to read.")
                : Inspected.Slow($"{feed} does not say when there is something to read; it is read up to five times a second instead. './par registry init {registry.Id}' prints the trigger."),
            .. await Reported(connection, registry, catalogue, cancellation),
        ];
    }

    /// <summary>How long rows are held back just now, and by whom.</summary>
    public static async Task<Inspected> HeldBack(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await BlockingTransaction.Find(connection, cancellation) is not { } blocking || blocking.Seconds < 5)
        {
            return Inspected.Good("No unfinished transaction holds life events back.");
        }

        var since = blocking.Seconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"that has been writing for {seconds:0} s")
            : "that writes, since a moment that the login may not see (grant pg_monitor to it),";
        return Inspected.Slow($"A transaction {since} holds back every life event written since: {blocking.Words}. {blocking.Mend}");
    }

    private static Task<bool> HasIndex(NpgsqlConnection connection, Registry registry, CancellationToken cancellation) => Is(
        connection,
        """
        select exists (select from pg_index
                        where indrelid = $1::regclass and indisvalid and indpred is null
                          and pg_get_indexdef(indexrelid, 1, true) = 'xid' and pg_get_indexdef(indexrelid, 2, true) = 'seq')
        """,
        Quoted.Feed(registry),
        cancellation);

    private static async Task<IEnumerable<Inspected>> Reported(NpgsqlConnection connection, Registry registry, RuleCatalogue catalogue, CancellationToken cancellation)
    {
        var kinds = new List<(string? Kind, long Count)>();
        await using var command = new NpgsqlCommand(
            $"select kind, count(*) from (select kind from {Quoted.Feed(registry)} order by seq desc limit {Lately}) as lately group by kind order by 2 desc", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            kinds.Add((reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetInt64(1)));
        }

        var strangers = kinds.Where(one => one.Kind is null || catalogue.LifeEvents.GetValueOrDefault(one.Kind)?.Registry.Id != registry.Id).ToList();
        return
        [
            kinds.Count == 0 ? Inspected.Slow("It holds no life event yet.") : Inspected.Good(string.Create(CultureInfo.InvariantCulture, $"Of its last {kinds.Sum(one => one.Count):N0} life events there are {kinds.Count} kinds.")),
            .. strangers.Select(one => Inspected.Slow(string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Count:N0} of them are of the kind '{one.Kind}', which the catalogue does not have for this registry: they are kept in quarantine. Add the kind to the catalogue, or stop sending it."))),
        ];
    }

    private static async Task<bool> Is(NpgsqlConnection connection, string text, string argument, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(text, connection) { Parameters = { new() { Value = argument } } };
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
