using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Outbox;
using Par.Worker.Storage;

namespace Par.Worker.ServiceLevels;

/// <summary>
/// Moves open due dates after a calendar was published anew, and keeps both values. What has stopped is left alone; what stands still
/// moves when it goes on. Twice, or on two workers, it moves each once.
/// </summary>
internal sealed partial class Deadlines(
    NpgsqlDataSource database, CalendarEditions editions, AgencyDirectory directory, Clocks clocks, TimeProvider clock, ILogger<Deadlines> log)
{
    private const int Batch = 500;

    /// <summary>Workers take a changed file at moments of their own, and until the last has it due dates are counted by the former one.</summary>
    internal static readonly TimeSpan Stragglers = TimeSpan.FromMinutes(30);

    /// <summary>Moves what an edition moves that is not done with, and returns how many due dates that were.</summary>
    public async Task<int> Move(CancellationToken cancellation)
    {
        var moved = 0;
        foreach (var edition in (await editions.Latest(cancellation)).Where(edition => edition.MovedAt is null))
        {
            if (Calendar(edition) is not { } calendar)
            {
                continue;
            }

            var settled = clock.GetUtcNow() - edition.KeptAt >= Stragglers;
            var one = await Move(edition, calendar, cancellation);
            moved += one;
            if (one > 0)
            {
                LogMoved(one, edition.Version);
            }

            if (settled)
            {
                await editions.Moved(edition, cancellation);
            }
        }

        return moved;
    }

    /// <summary>The calendar this worker has in service; null while it is not the edition's.</summary>
    private WorkingCalendar? Calendar(CalendarEdition edition) =>
        directory.FindCalendar(edition.Calendar) is { } calendar && CalendarEdition.Of(calendar, edition.Edition, edition.KeptAt).Hash == edition.Hash ? calendar : null;

    private async Task<int> Move(CalendarEdition edition, WorkingCalendar calendar, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var before = (await CalendarEditions.Of(connection, edition.Calendar, cancellation)).FirstOrDefault(former => former.Edition < edition.Edition);
        var former = before is null ? calendar : new WorkingCalendar(before.Read());
        var (moved, after) = (0, Guid.Empty);
        while (true)
        {
            // How many dossiers are looked at is counted apart: one may have no clock of this calendar.
            var last = await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
                "select max(dossier::text)::uuid from (select dossier from par.queue_item where dossier > @after order by dossier limit @limit) batch",
                new { after, limit = Batch }, cancellationToken: cancellation));
            if (last is null)
            {
                return moved;
            }

            var running = (await connection.QueryAsync<Clock>(
                new CommandDefinition(Sql.Read("ServiceLevels/open_clocks.sql"), new { after, limit = Batch }, cancellationToken: cancellation)))
                .Where(clock => clock.Calendar == edition.Calendar).ToList();
            var pauses = (await Pauses.Of(null, connection, [.. running.Select(clock => clock.Dossier)], cancellation)).ToLookup(pause => (pause.Dossier, pause.Kind));
            var concerned = running
                .Where(clock => clocks.Recounted(clock, pauses[(clock.Dossier, clock.Kind)]) is var next && (next.DueAt != clock.DueAt || next.Consumed != clock.Consumed))
                .Select(clock => clock.Dossier).Distinct().ToList();
            if (concerned.Count > 0)
            {
                moved += await Move(concerned, edition, calendar, former, cancellation);
            }

            after = last.Value;
        }
    }

    private async Task<int> Move(List<Guid> dossiers, CalendarEdition edition, WorkingCalendar calendar, WorkingCalendar former, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var about = (await connection.QueryAsync<MovedOf>(
            new CommandDefinition(Sql.Read("ServiceLevels/of_moved.sql"), new { dossiers = dossiers.ToArray() }, transaction, cancellationToken: cancellation)))
            .ToDictionary(one => one.Dossier);
        var recounted = await clocks.Recount(transaction, edition.Calendar, [.. about.Keys.Order()], cancellation);
        var moved = recounted.Where(clock => clock.After.DueAt != clock.Before.DueAt).ToList();
        var whys = moved.ConvertAll(clock => Why(former, calendar, clock.Before, clock.After));
        var arguments = new
        {
            now,
            dossiers = moved.Select(clock => clock.Before.Dossier).ToArray(),
            kinds = moved.Select(clock => clock.Before.Kind).ToArray(),
            fromDue = moved.Select(clock => clock.Before.DueAt).ToArray(),
            toDue = moved.Select(clock => clock.After.DueAt).ToArray(),
            fromVersions = moved.Select(clock => clock.Before.CalendarVersion).ToArray(),
            toVersions = moved.Select(clock => clock.After.CalendarVersion).ToArray(),
            calendars = moved.Select(_ => edition.Calendar).ToArray(),
            editions = moved.Select(_ => edition.Edition).ToArray(),
            whys = whys.Select(why => why.ToJsonString(JsonSerializerOptions.Web)).ToArray(),
        };
        await Dossiers.Dossiers.Move(transaction, [.. moved.GroupBy(clock => clock.Before.Dossier).Select(InHistory)], now, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Sql.Read("ServiceLevels/moved.sql"), arguments, transaction, cancellationToken: cancellation));
        await Outbox.Outbox.Write(
            transaction, [.. moved.SelectMany((clock, place) => Notices(about[clock.Before.Dossier], clock.Before, clock.After, whys[place], now))], now, cancellation);
        await transaction.CommitAsync(cancellation);
        return moved.Count;
    }

    private static DossierMove InHistory(IGrouping<Guid, (Clock Before, Clock After)> moved) =>
        new() { Dossier = moved.Key, Change = ChangeWord.DueMoved, Actor = DossierMove.Engine, Detail = DueMove.Detail(moved) };

    /// <summary>The days between start and end on which desks are open at other times than before.</summary>
    private static JsonArray Why(WorkingCalendar former, WorkingCalendar calendar, Clock before, Clock after) =>
    [
        .. CalendarComparison.Differences(
                former, calendar, calendar.DayOf(before.StartedAt), calendar.DayOf(before.DueAt > after.DueAt ? before.DueAt : after.DueAt))
            .Select(change => JsonSerializer.SerializeToNode(change, Readable)),
    ];

    private static IEnumerable<OutboxRow> Notices(MovedOf about, Clock before, Clock after, JsonArray why, DateTimeOffset now)
    {
        var said = new JsonObject
        {
            ["dossier"] = about.Dossier,
            ["number"] = about.Number,
            ["procedure"] = about.Procedure,
            ["agency"] = about.Agency,
            ["clock"] = before.Kind,
            ["dueAt"] = new JsonObject { ["before"] = before.DueAt, ["after"] = after.DueAt },
            ["calendar"] = after.CalendarVersion,
            ["why"] = why.DeepClone(),
        };
        var desk = OutboxRow.Of(Topic.DossierDueMoved, about.Officer is null ? Recipient.Agency(about.Agency) : Recipient.Officer(about.Officer), said, now);

        // Of the minutes an officer has, a person was promised nothing.
        return before.Kind is ClockKind.Statutory or ClockKind.Answer
            ? [desk, .. OutboxRow.ToEach(about.Tell.Select(Recipient.Person), Topic.NoticeDueMoved, said, now)]
            : [desk];
    }

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Moved {Count} open due dates with the calendar {Version}")]
    private partial void LogMoved(int count, string version);

    /// <summary>What a notice about a dossier says and to whom it goes.</summary>
    private sealed record MovedOf
    {
        public required Guid Dossier { get; init; }

        public required string Number { get; init; }

        public required string Procedure { get; init; }

        public required string Agency { get; init; }

        public required string? Officer { get; init; }

        public required string[] Tell { get; init; }
    }
}
