using System.Data;
using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Storage;

namespace Par.Worker.Audits;

/// <summary>
/// Recomputes the hashes of histories and the roots of days from the rows alone, and says what differs. Reads in one snapshot, row by row, so that
/// neither the number of dossiers nor a long history takes memory.
/// </summary>
internal sealed class HistoryAudit(NpgsqlDataSource database, HistoryRoots historyRoots)
{
    /// <summary>The id of a dossier by its number, whose code may be written in either order, or null.</summary>
    public async Task<Guid?> Find(string number, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(
            new CommandDefinition("select id from par.dossier where number = any(@spellings)", new { spellings = DossierNumber.Spellings(number) }, cancellationToken: cancellation));
    }

    public async Task<AuditResult> Verify(AuditAsked asked, Action<Flaw> found, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        long flaws = 0;
        void Found(Flaw flaw)
        {
            flaws++;
            found(flaw);
        }

        var (dossiers, changes) = await Chains(snapshot, asked, Found, cancellation);
        var roots = asked.Dossier is null ? await Roots(snapshot, asked.From, Found, cancellation) : [];
        return new AuditResult { Dossiers = dossiers, Changes = changes, Roots = roots.Count, Last = roots is [.., var last] ? last : null, Flaws = flaws };
    }

    private static async Task<(long Dossiers, long Changes)> Chains(
        NpgsqlTransaction snapshot, AuditAsked asked, Action<Flaw> found, CancellationToken cancellation)
    {
        await using var command = Command(Sql.Read("Audits/chain.sql"), snapshot);
        command.Parameters.AddWithValue("dossier", NpgsqlTypes.NpgsqlDbType.Uuid, (object?)asked.Dossier ?? DBNull.Value);
        command.Parameters.AddWithValue("since", NpgsqlTypes.NpgsqlDbType.TimestampTz, asked.From is { } from ? Begin(from) : DBNull.Value);
        await using var read = await command.ExecuteReaderAsync(cancellation);

        long dossiers = 0, changes = 0;
        ChainCheck? check = null;
        (Guid Id, int? Version, string? Stands) current = default;
        while (await read.ReadAsync(cancellation))
        {
            var id = read.GetGuid(0);
            if (check is null || id != current.Id)
            {
                Tell(check?.End(current.Version, current.Stands), found);
                current = (id, read.IsDBNull(3) ? null : read.GetInt32(3), Text(read, 2));
                check = new ChainCheck(Text(read, 1) ?? id.ToString());
                dossiers++;
            }

            // A dossier without any row.
            if (read.IsDBNull(4))
            {
                continue;
            }

            changes++;
            Tell(check.Next(Row(read)), found);
        }

        Tell(check?.End(current.Version, current.Stands), found);
        return (dossiers, changes);
    }

    private async Task<IReadOnlyList<HistoryRoot>> Roots(NpgsqlTransaction snapshot, DateOnly? from, Action<Flaw> found, CancellationToken cancellation)
    {
        const string rootsFrom = """
            select day as "Day", before_root as "BeforeRoot", changes as "Changes", rows_hash as "RowsHash", root as "Root"
              from par.history_root
             where day >= @day
             order by day
            """;

        // The root of the day before is read to see that the first one asked for stands on it.
        var begins = from is { } day && day > DateOnly.MinValue ? day.AddDays(-1) : DateOnly.MinValue;
        var read = (await snapshot.Connection!.QueryAsync<HistoryRoot>(
            new CommandDefinition(rootsFrom, new { day = begins }, snapshot, cancellationToken: cancellation))).AsList();
        var before = read.Find(root => root.Day < from);
        var roots = read.Where(root => root != before).ToList();

        using var check = new RootCheck(roots, before);
        Tell(check.OfThemselves(), found);
        if (roots.Count > 0)
        {
            await using var command = Command(Sql.Read("Audits/days.sql"), snapshot);
            command.Parameters.AddWithValue("begins", Begin(roots[0].Day));
            command.Parameters.AddWithValue("ends", Begin(roots[^1].Day.AddDays(1)));
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                Tell(check.Next(rows.GetFieldValue<DateOnly>(0), rows.GetFieldValue<byte[]>(1)), found);
            }
        }

        Tell(check.End(), found);
        await OutsideOfRoots(snapshot, from, before ?? (roots is [var first, ..] ? first : null), roots is [.., var last] ? last : before, found, cancellation);
        return roots;
    }

    /// <summary>Rows of days that have no root: older than the first one, or long over.</summary>
    private async Task OutsideOfRoots(
        NpgsqlTransaction snapshot, DateOnly? from, HistoryRoot? first, HistoryRoot? last, Action<Flaw> found, CancellationToken cancellation)
    {
        const string firstAfter = "select (min(at) at time zone 'UTC')::date from par.dossier_change where at >= @begins and at < @ends";
        const string oldest = "select (min(at) at time zone 'UTC')::date from par.dossier_change";

        // A worker takes roots every hour; what is a day behind that, nobody took.
        var begins = last?.Day.AddDays(1) ?? from ?? DateOnly.MinValue;
        var overdue = historyRoots.LastSettledDay().AddDays(-1);
        if (begins <= overdue)
        {
            var arguments = new { begins = Begin(begins), ends = Begin(overdue.AddDays(1)) };
            var day = await snapshot.Connection!.ExecuteScalarAsync<DateOnly?>(new CommandDefinition(firstAfter, arguments, snapshot, commandTimeout: 0, cancellationToken: cancellation));
            if (day is { } open)
            {
                found(new Flaw { Kind = FlawKind.RootMissing, Day = open, What = "it is missing, and the roots of all days after." });
            }
        }

        if (from is null && first is not null)
        {
            var day = await snapshot.Connection!.ExecuteScalarAsync<DateOnly?>(new CommandDefinition(oldest, transaction: snapshot, commandTimeout: 0, cancellationToken: cancellation));
            if (day < first.Day)
            {
                found(new Flaw { Kind = FlawKind.BeforeFirstRoot, Day = day, What = "there are rows of this day, and the first root is of a later one: the rows were put in, or roots deleted, by hand." });
            }
        }
    }

    private static void Tell(IEnumerable<Flaw>? flaws, Action<Flaw> found)
    {
        foreach (var flaw in flaws ?? [])
        {
            found(flaw);
        }
    }

    private static DateTime Begin(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static NpgsqlCommand Command(string text, NpgsqlTransaction snapshot) => new(text, snapshot.Connection, snapshot) { CommandTimeout = 0 };

    private static string? Text(NpgsqlDataReader read, int column) => read.IsDBNull(column) ? null : read.GetString(column);

    private static ChainedRow Row(NpgsqlDataReader read) => new()
    {
        Dossier = read.GetGuid(0),
        Position = read.GetInt32(4),
        At = read.GetFieldValue<byte[]>(5),
        Change = read.GetString(6),
        CameFrom = Text(read, 7),
        State = read.GetString(8),
        Actor = read.GetString(9),
        Reason = Text(read, 10),
        Detail = read.GetString(11),
        BeforeHash = read.IsDBNull(12) ? null : read.GetFieldValue<byte[]>(12),
        Hash = read.GetFieldValue<byte[]>(13),
    };
}
