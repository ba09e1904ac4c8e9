using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Rules.Catalogue;
using Par.Worker.Alarms;
using Par.Worker.Books;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;
using Par.Worker.Outbox;
using Par.Worker.Storage;

namespace Par.Worker.Queues;

/// <summary>
/// After a reorganisation of communes: what waits in the queue of an agency that has ended goes to the one that took its place. Number,
/// term and clock stay. What an officer holds goes when it is given back; after a split a person says where each dossier goes.
/// </summary>
internal sealed partial class Transfers(
    NpgsqlDataSource database, RunningBook running, Alarms.Alarms alarms, TimeProvider clock, ILogger<Transfers> log)
{
    private static readonly Wording Reorganised = new(
        "Địa bàn đã được sắp xếp lại; hồ sơ được chuyển đến cơ quan kế nhiệm, thời hạn giữ nguyên.",
        "The area was reorganised; the dossier went to the agency that took its place, and its term stays.");

    /// <summary>Moves what may be moved, and gives back how many dossiers that were. Twice, or on two workers, it moves each once.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var catalogue = running.Current.Catalogue;
        var today = new LocalTime(catalogue, clock).Today;
        var moved = 0;
        foreach (var (from, to) in await Ended(catalogue, today, cancellation))
        {
            if (to is null)
            {
                continue;
            }

            moved += await Move(from, to, null, DossierMove.Engine, Reorganised, cancellation);
        }

        if (moved > 0)
        {
            LogMoved(moved);
        }

        return moved;
    }

    /// <summary>A person sends one dossier, named by its number or id, to an agency. Gives back why it cannot be sent, or null when it was.</summary>
    public async Task<string?> Send(string written, string to, string by, string reason, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QuerySingleOrDefaultAsync<Sendable>(
            new CommandDefinition(Sql.Read("Queues/sendable.sql"), new { written, spellings = DossierNumber.Spellings(written) }, cancellationToken: cancellation));
        if (found is null)
        {
            return $"There is no dossier '{written}': write its number as the desk shows it, such as H17.5-260313-0001.";
        }

        if (found.WhyNot(to, running.Current.Catalogue, new LocalTime(running.Current.Catalogue, clock).Today) is { } whyNot)
        {
            return whyNot;
        }

        return await Move(null, to, found.Dossier, by, new Wording(reason, reason), cancellation) == 1
            ? null
            : $"Somebody was just at work on the dossier {found.Number}: look at it, and try again.";
    }

    public bool Knows(string agency) => running.Current.Catalogue.Agencies.ContainsKey(agency);

    /// <summary>The agencies with work that are not competent any more, each with the one that took its place; none after a split, which is an alarm.</summary>
    private async Task<IReadOnlyList<(string From, string? To)>> Ended(RuleCatalogue catalogue, DateOnly today, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var working = await connection.QueryAsync<(string Agency, long Items)>(
            new CommandDefinition("select agency, count(*) from par.queue_item group by agency order by agency", cancellationToken: cancellation));
        var ended = new List<(string From, string? To)>();
        var open = (await alarms.Open(cancellation)).Where(alarm => alarm.Kind == AlarmKind.Unrouted).Select(alarm => alarm.About).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, items) in working)
        {
            if (!catalogue.Agencies.TryGetValue(id, out var agency) || agency.CompetentOn(today))
            {
                continue;
            }

            var successor = catalogue.Competent(agency.Kind.Id, agency.Area.Id, today)?.Id;
            ended.Add((id, successor));
            if (successor is null)
            {
                open.Remove(id);
                await alarms.Raise(
                    AlarmKind.Unrouted,
                    id,
                    $"{items} dossiers wait in the queue of '{id}', which is not competent any more and has no single successor: './par agencies transfer DOSSIER --to AGENCY' sends each to its agency.",
                    cancellation);
            }
        }

        foreach (var routed in open)
        {
            await alarms.Clear(AlarmKind.Unrouted, routed, cancellation);
        }

        return ended;
    }

    private async Task<int> Move(string? from, string to, Guid? dossier, string by, Wording reason, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var moved = (await connection.QueryAsync<MovedDossier>(
            new CommandDefinition(Sql.Read("Queues/transfer.sql"), new { from, to, dossier }, transaction, cancellationToken: cancellation))).ToList();
        await Dossiers.Dossiers.Move(transaction, [.. moved.Select(one => Change(one, to, by, reason))], now, cancellation);
        await Outbox.Outbox.Write(transaction, [.. moved.SelectMany(one => Messages(one, to, reason, now))], now, cancellation);
        await transaction.CommitAsync(cancellation);
        return moved.Count;
    }

    private static DossierMove Change(MovedDossier moved, string to, string by, Wording reason) => new()
    {
        Dossier = moved.Dossier,
        Change = ChangeWord.Transferred,
        Actor = by,
        Reason = reason.Vi,
        Detail = new JsonObject { ["from"] = moved.From, ["to"] = to, ["reason"] = Both(reason) }.ToJsonString(),
    };

    private static IEnumerable<OutboxRow> Messages(MovedDossier moved, string to, Wording reason, DateTimeOffset now)
    {
        var said = new JsonObject
        {
            ["dossier"] = moved.Dossier,
            ["number"] = moved.Number,
            ["procedure"] = moved.Procedure,
            ["from"] = moved.From,
            ["agency"] = to,
            ["dueAt"] = moved.DueAt,
            ["reason"] = Both(reason),
        };
        return
        [
            OutboxRow.Of(Topic.DossierTransferred, Recipient.Agency(moved.From), said, now),
            OutboxRow.Of(Topic.DossierTransferred, Recipient.Agency(to), said, now),
            .. OutboxRow.ToEach(moved.Tell.Select(Recipient.Person), Topic.NoticeTransferred, said, now),
        ];
    }

    private static JsonObject Both(Wording words) => new() { ["vi"] = words.Vi, ["en"] = words.En };

    [LoggerMessage(Level = LogLevel.Information, Message = "Moved {Count} dossiers to the agencies that took the place of theirs")]
    private partial void LogMoved(int count);

    private sealed record MovedDossier
    {
        public required Guid Dossier { get; init; }

        public required string Number { get; init; }

        public required string Procedure { get; init; }

        public required string From { get; init; }

        public required string[] Tell { get; init; }

        public required DateTimeOffset DueAt { get; init; }
    }
}
