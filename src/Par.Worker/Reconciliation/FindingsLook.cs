using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Reconciliation;

/// <summary>
/// Looks whether every finding that is due came to something. What came to nothing is asked again, as any open question is: the round
/// decides anew, and the gate lets it through once.
/// </summary>
internal sealed partial class FindingsLook(
    NpgsqlDataSource database, Wake wake, IOptions<ReconciliationOptions> options, TimeProvider clock, ILogger<FindingsLook> log)
{
    public async Task Run(Look look, CancellationToken cancellation)
    {
        var (after, at) = (Guid.Empty, look.Since?.At.UtcDateTime ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));
        while (await Page(at, after, cancellation) is { Count: > 0 } page)
        {
            look.Compared += page.Count;
            await Compare(look, [.. page.Select(one => one.Id)], cancellation);
            (after, at) = page[^1];
        }

        foreach (var open in look.NotSeenYet.Chunk(options.Value.PageSize))
        {
            await CompareAgain(look, open, cancellation);
        }
    }

    /// <summary>What an earlier look found, however long ago: is it still so?</summary>
    private async Task CompareAgain(Look look, IReadOnlyList<FoundDifference> open, CancellationToken cancellation)
    {
        const string last = """
            select last.id
              from unnest(@registries, @eventUids, @rules) as open (registry, event_uid, rule)
             cross join lateral (select finding.id
                                   from par.finding
                                  where finding.registry = open.registry
                                    and finding.event_uid = open.event_uid
                                    and finding.rule = open.rule
                                  order by finding.revision desc
                                  limit 1) as last
            """;

        var arguments = new
        {
            registries = open.Select(one => one.Registry).ToArray(),
            eventUids = open.Select(one => one.EventUid).ToArray(),
            rules = open.Select(one => one.Rule).ToArray(),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var ids = (await connection.QueryAsync<Guid>(new CommandDefinition(last, arguments, cancellationToken: cancellation))).Distinct();
        await Compare(look, [.. ids], cancellation);
    }

    private async Task<IReadOnlyList<(Guid Id, DateTime At)>> Page(DateTime at, Guid after, CancellationToken cancellation)
    {
        const string next = """
            select id, decided_at
              from par.finding
             where answer = 'due'
               and decided_at >= @at
               and (decided_at > @at or id > @after)
             order by decided_at, id
             limit @limit
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<(Guid, DateTime)>(
            new CommandDefinition(next, new { at, after, limit = options.Value.PageSize }, cancellationToken: cancellation))];
    }

    private async Task Compare(Look look, Guid[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var unopened = (await connection.QueryAsync<Unopened>(
            new CommandDefinition(Sql.Read("Reconciliation/unopened.sql"), new { ids }, transaction, cancellationToken: cancellation))).ToList();
        var fresh = look.Count(unopened.Select(one => one.Difference)).ToHashSet();
        if (unopened.Count == 0 || look.ReportOnly)
        {
            return;
        }

        await Differences.Note(transaction, look, [.. unopened.Select(one => one.Difference)], repaired: false, cancellation);
        var asked = await AskAgain(transaction, [.. unopened.Where(one => one.Kind == DifferenceKind.NotOpened && fresh.Contains(one.Difference))], cancellation);
        await transaction.CommitAsync(cancellation);
        look.Repaired += asked;
        if (asked > 0)
        {
            LogAskedAgain(asked);
            wake.Call();
        }
    }

    private async Task<int> AskAgain(NpgsqlTransaction transaction, IReadOnlyList<Unopened> unopened, CancellationToken cancellation)
    {
        var arguments = new
        {
            now = clock.GetUtcNow(),
            registries = unopened.Select(one => one.Registry).ToArray(),
            eventUids = unopened.Select(one => one.EventUid).ToArray(),
            rules = unopened.Select(one => one.Rule).ToArray(),
            gates = unopened.Select(one => one.Gate).ToArray(),
            keys = unopened.Select(one => one.Key).ToArray(),
        };
        return (await transaction.Connection!.QueryAsync<int>(
            new CommandDefinition(Sql.Read("Reconciliation/ask_again.sql"), arguments, transaction, cancellationToken: cancellation))).Count();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Asked {Count} questions again whose findings are due and came to nothing")]
    private partial void LogAskedAgain(int count);

    private sealed record Unopened
    {
        public required string Registry { get; init; }

        public required Guid EventUid { get; init; }

        public required string Rule { get; init; }

        public required string Kind { get; init; }

        /// <summary>Null in findings of before this check.</summary>
        public required string? Gate { get; init; }

        public required string? Key { get; init; }

        public FoundDifference Difference => new() { Kind = Kind, Registry = Registry, EventUid = EventUid, Rule = Rule };
    }
}
