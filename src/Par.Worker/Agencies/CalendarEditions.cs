using Dapper;
using Npgsql;
using Par.Rules.Calendars;

namespace Par.Worker.Agencies;

/// <summary>Keeps each calendar as it came into service, and refuses one that would rewrite what was promised by the one before.</summary>
internal sealed partial class CalendarEditions(NpgsqlDataSource database, TimeProvider clock, ILogger<CalendarEditions> log)
{
    /// <summary>All calendars of a book that is about to be put in service, or none of them. Workers that come together keep one edition.</summary>
    /// <exception cref="CalendarRefusedException">A calendar may not follow the one in service; the message says all that is wrong.</exception>
    public async Task Bring(IReadOnlyDictionary<string, WorkingCalendar> calendars, CancellationToken cancellation)
    {
        const string one = "select pg_advisory_xact_lock(hashtext('par.calendar_edition'))";

        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(one, transaction: transaction, cancellationToken: cancellation));
        var latest = (await Latest(connection, transaction, cancellation)).ToDictionary(edition => edition.Calendar, StringComparer.Ordinal);
        var coming = calendars.Values
            .Select(calendar => (Calendar: calendar, Before: latest.GetValueOrDefault(calendar.Name), Edition: CalendarEdition.Of(calendar, (latest.GetValueOrDefault(calendar.Name)?.Edition ?? 0) + 1, now)))
            .Where(one => one.Before?.Hash != one.Edition.Hash)
            .ToList();

        var problems = coming.Where(one => one.Before is not null)
            .SelectMany(one => CalendarComparison.WhyNot(new WorkingCalendar(one.Before!.Read()), one.Calendar, one.Calendar.DayOf(now)))
            .ToList();
        if (problems.Count > 0)
        {
            throw new CalendarRefusedException(problems);
        }

        // Where no clock was ever started, nothing was promised that could move.
        var promised = coming.Count > 0 && await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("select exists (select from par.clock)", transaction: transaction, cancellationToken: cancellation));
        foreach (var (_, before, edition) in coming)
        {
            await Keep(connection, transaction, promised || before is not null ? edition : edition with { MovedAt = now }, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        foreach (var (_, _, edition) in coming)
        {
            Kept(edition.Edition, edition.Version);
        }
    }

    /// <summary>The last edition of each calendar.</summary>
    public async Task<IReadOnlyList<CalendarEdition>> Latest(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Latest(connection, transaction: null, cancellation);
    }

    /// <summary>Every edition of a calendar, the last first.</summary>
    public static async Task<IReadOnlyList<CalendarEdition>> Of(NpgsqlConnection connection, string calendar, CancellationToken cancellation)
    {
        const string of = $"select {Columns} from par.calendar_edition where calendar = @calendar order by edition desc";

        return [.. await connection.QueryAsync<CalendarEdition>(new CommandDefinition(of, new { calendar }, cancellationToken: cancellation))];
    }

    /// <summary>The open due dates have moved with an edition, and with those before it.</summary>
    public async Task Moved(CalendarEdition edition, CancellationToken cancellation)
    {
        const string moved = "update par.calendar_edition set moved_at = @now where calendar = @Calendar and edition <= @Edition and moved_at is null";

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(moved, new { edition.Calendar, edition.Edition, now = clock.GetUtcNow() }, cancellationToken: cancellation));
    }

    private const string Columns = """
        calendar as "Calendar", edition as "Edition", version as "Version", data::text as "Data", hash as "Hash", kept_at as "KeptAt", moved_at as "MovedAt"
        """;

    private static async Task<IReadOnlyList<CalendarEdition>> Latest(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        const string latest = $"select distinct on (calendar) {Columns} from par.calendar_edition order by calendar, edition desc";

        return [.. await connection.QueryAsync<CalendarEdition>(new CommandDefinition(latest, transaction: transaction, cancellationToken: cancellation))];
    }

    private static Task<int> Keep(NpgsqlConnection connection, NpgsqlTransaction transaction, CalendarEdition edition, CancellationToken cancellation)
    {
        const string keep = """
            insert into par.calendar_edition (calendar, edition, version, data, hash, kept_at, moved_at)
            values (@Calendar, @Edition, @Version, @Data::jsonb, @Hash, @KeptAt, @MovedAt)
            """;

        return connection.ExecuteAsync(new CommandDefinition(keep, edition, transaction, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Kept edition {Edition} of the calendar {Version}")]
    private partial void Kept(int edition, string version);
}
