using Dapper;
using Npgsql;
using Par.Worker.Alarms;
using Par.Worker.Brakes;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// What a human decides about what the brake holds of a rule: release, and everything of it opens as if it were found due now;
/// or discard, and its dossiers are withdrawn, with nobody told, for nobody was told of them. Either ends the brake.
/// </summary>
internal sealed class Releases(NpgsqlDataSource database, Clocks clocks, OthersAgain others, TimeProvider clock)
{
    /// <summary>Opens what is held of a rule, and gives back how much that was. Today the rule is not braked again.</summary>
    public Task<int> Release(string rule, string by, string reason, CancellationToken cancellation) =>
        Decide(rule, "released", by, reason, Open, cancellation);

    /// <summary>
    /// Withdraws what is held of a rule, and gives back how much that was. Its once-keys are free for a rule that is right: those of
    /// its exclusive group that are due are asked again.
    /// </summary>
    public Task<int> Discard(string rule, string by, string reason, CancellationToken cancellation) =>
        Decide(rule, "discarded", by, reason, Withdraw, cancellation);

    private async Task<int> Decide(
        string rule,
        string how,
        string by,
        string reason,
        Func<NpgsqlTransaction, IReadOnlyList<HeldRow>, (string By, string Reason, DateTimeOffset Now), CancellationToken, Task> act,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var held = await Held.Take(transaction, rule, how, by, reason, now, cancellation);
        await act(transaction, held, (by, reason, now), cancellation);
        await Alarms.Alarms.Clear(transaction, AlarmKind.Brake, rule, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return held.Count;
    }

    private async Task Open(
        NpgsqlTransaction transaction, IReadOnlyList<HeldRow> held, (string By, string Reason, DateTimeOffset Now) decided, CancellationToken cancellation)
    {
        var (by, reason, now) = decided;
        var dossiers = held.Where(row => row.Due.Level > 1).Select(row => new Opening(row.Id, row.Due, clocks.First(row.Id, row.Due, now))).ToList();
        var reminders = held.Where(row => row.Due.Level == 1).Select(row => new Opening(row.Id, row.Due, Clock: null)).ToList();
        var numbers = await Numbers(transaction, dossiers, cancellation);

        await Dossiers.Dossiers.Move(transaction, [.. dossiers.Select(one => Move(one.Id, one.State, ChangeWord.LetThrough, by, reason))], now, cancellation);
        var arguments = new
        {
            now,
            ids = dossiers.Select(one => one.Id).ToArray(),
            agencies = dossiers.Select(one => one.Due.Agency).ToArray(),
            levels = dossiers.Select(one => (short)one.Due.Level).ToArray(),
            dueAt = dossiers.Select(one => one.Clock!.DueAt).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Rounds/release.sql"), arguments, transaction, cancellationToken: cancellation));
        await OpeningRows.Write(transaction, [], [], reminders, now, cancellation);
        await Clocks.Write(transaction, [.. dossiers.Select(one => one.Clock!)], cancellation);
        await Outbox.Outbox.Write(
            transaction,
            [
                .. dossiers.SelectMany(one => OpeningNotices.Of(one, numbers[one.Id], now)),
                .. reminders.SelectMany(one => OpeningNotices.OfReminder(one, now)),
            ],
            now,
            cancellation);
    }

    private async Task Withdraw(
        NpgsqlTransaction transaction, IReadOnlyList<HeldRow> held, (string By, string Reason, DateTimeOffset Now) decided, CancellationToken cancellation)
    {
        const string free = """
            update par.once_key
               set freed_at = @now
             where finding = any(@findings)
            """;

        var (by, reason, now) = decided;
        var withdrawn = held.Where(row => row.Due.Level > 1).Select(row => Move(row.Id, DossierState.Withdrawn, ChangeWord.Withdrawn, by, reason));
        await Dossiers.Dossiers.Move(transaction, [.. withdrawn], now, cancellation);
        var arguments = new { now, findings = held.Select(row => row.Due.Finding).ToArray() };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(free, arguments, transaction, cancellationToken: cancellation));
        await others.Ask(
            transaction,
            [.. held.Where(row => row.Due.Level > 1).Select(row => row.Id)],
            [.. held.Where(row => row.Due.Level == 1).Select(row => row.Due.Finding)],
            now,
            cancellation,
            otherRulesOnly: true);
    }

    private static DossierMove Move(Guid dossier, DossierState to, string change, string by, string reason) =>
        new() { Dossier = dossier, To = to, Change = change, Actor = by, Reason = reason };

    private static async Task<Dictionary<Guid, string>> Numbers(NpgsqlTransaction transaction, List<Opening> dossiers, CancellationToken cancellation)
    {
        const string numbers = "select id, number from par.dossier where id = any(@ids) order by id for update";

        var ids = dossiers.Select(one => one.Id).ToArray();
        var rows = await transaction.Connection!.QueryAsync<(Guid Id, string Number)>(
            new CommandDefinition(numbers, new { ids }, transaction, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.Id, row => row.Number);
    }
}
