using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Queues;

/// <summary>Hands the work of agencies to their officers, one item to one officer at a time.</summary>
internal sealed class AgencyQueues(NpgsqlDataSource database, Clocks clocks, IOptions<QueueOptions> options, TimeProvider clock)
{
    /// <summary>A page of what waits at an agency, claimed or not, most pressing first.</summary>
    public Task<IReadOnlyList<QueueRow>> Show(string agency, int limit, QueuePosition? after, CancellationToken cancellation) =>
        Show(agency, tasks: null, limit, after, cancellation);

    /// <summary>The same of some tasks only, see <see cref="QueueTask"/>; of every task when none is named.</summary>
    public async Task<IReadOnlyList<QueueRow>> Show(string agency, IReadOnlyList<string>? tasks, int limit, QueuePosition? after, CancellationToken cancellation)
    {
        var arguments = new
        {
            agency,
            tasks = tasks?.ToArray() ?? [],
            limit,
            priority = after?.Priority ?? short.MinValue,
            dueAt = after?.DueAt ?? DateTimeOffset.MinValue,
            dossier = after?.Dossier ?? Guid.Empty,
        };

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<QueueRow>(new CommandDefinition(Sql.Read("Queues/show.sql"), arguments, cancellationToken: cancellation))];
    }

    /// <summary>
    /// Claims the most pressing item that waits at the agency, or returns null: nothing waits, the officer's hands are full, the
    /// officer is another agency's, or the agency takes no new work.
    /// </summary>
    public Task<Claim?> ClaimNext(string agency, string officer, CancellationToken cancellation) => Take(agency, officer, dossier: null, cancellation);

    /// <summary>Claims one dossier, or says why not.</summary>
    public async Task<ClaimAnswer> Claim(Guid dossier, string officer, CancellationToken cancellation)
    {
        var wish = await WhyNot(dossier, officer, cancellation);
        if (wish.Refusal(officer) is { } refused)
        {
            return new ClaimAnswer.Refused(refused);
        }

        if (await Take(wish.DossierAgency!, officer, dossier, cancellation) is { } claim)
        {
            return new ClaimAnswer.Claimed(claim);
        }

        var since = await WhyNot(dossier, officer, cancellation);
        return new ClaimAnswer.Refused(since.Refusal(officer) ?? Refusal.HeldByAnother);
    }

    /// <summary>Holds a claim for one more lease from now. Null when the claim is no longer this officer's.</summary>
    public async Task<DateTimeOffset?> Renew(Guid dossier, string officer, int attempt, CancellationToken cancellation)
    {
        const string renew = """
            update par.queue_item
               set lease_ends = @leaseEnds
             where dossier = @dossier and officer = @officer and attempt = @attempt and lease_ends > @now
            """;

        var now = clock.GetUtcNow();
        var leaseEnds = now + options.Value.Lease;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var renewed = await connection.ExecuteAsync(
            new CommandDefinition(renew, new { dossier, officer, attempt, now, leaseEnds }, cancellationToken: cancellation));
        return renewed == 1 ? leaseEnds : null;
    }

    /// <summary>Gives an item back unfinished. False when the claim had already passed on; then nothing changes.</summary>
    public async Task<bool> Release(Guid dossier, string officer, int attempt, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var task = await connection.QuerySingleOrDefaultAsync<string?>(
            new CommandDefinition(Sql.Read("Queues/release.sql"), new { dossier, officer, attempt }, transaction, cancellationToken: cancellation));
        if (task is null)
        {
            return false;
        }

        await GiveBack(transaction, [new RescuedItem { Dossier = dossier, Task = task, Officer = officer }], ChangeWord.Released, officer, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Gives back what officers held beyond their lease, and returns how many items. Idempotent; any number of workers may try.</summary>
    public async Task<int> RescueLeases(CancellationToken cancellation)
    {
        const int batch = 500;
        var rescued = 0;
        int taken;
        do
        {
            var now = clock.GetUtcNow();
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var late = (await connection.QueryAsync<RescuedItem>(
                new CommandDefinition(Sql.Read("Queues/rescue.sql"), new { now, limit = batch }, transaction, cancellationToken: cancellation))).AsList();
            await GiveBack(transaction, late, ChangeWord.LeaseEnded, DossierMove.Engine, now, cancellation);
            await transaction.CommitAsync(cancellation);
            taken = late.Count;
            rescued += taken;
        }
        while (taken == batch);
        return rescued;
    }

    private async Task GiveBack(
        NpgsqlTransaction transaction, List<RescuedItem> items, string change, string actor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (items.Count == 0)
        {
            return;
        }

        await Dossiers.Dossiers.Move(
            transaction,
            [.. items.Select(item => new DossierMove
            {
                Dossier = item.Dossier,
                To = item.Task == QueueTask.Handle ? DossierState.Queued : null,
                Change = change,
                Actor = actor,
            })],
            now,
            cancellation);
        await clocks.Stop(transaction, [.. items.Select(item => item.Dossier)], now, cancellation, ClockKind.Handling);
    }

    private async Task<Claim?> Take(string agency, string officer, Guid? dossier, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var arguments = new { agency, officer, dossier, now, leaseEnds = now + options.Value.Lease };

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var claim = await connection.QuerySingleOrDefaultAsync<Claim>(
            new CommandDefinition(Sql.Read("Queues/claim.sql"), arguments, transaction, cancellationToken: cancellation));
        if (claim is null)
        {
            return null;
        }

        var move = new DossierMove
        {
            Dossier = claim.Dossier,
            To = claim.Task == QueueTask.Handle ? DossierState.InProgress : null,
            Change = ChangeWord.Claimed,
            Actor = officer,
        };
        await Dossiers.Dossiers.Move(transaction, [move], now, cancellation);
        await clocks.StartHandling(transaction, claim.Dossier, agency, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return claim;
    }

    private async Task<ClaimWish> WhyNot(Guid dossier, string officer, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<ClaimWish>(
            new CommandDefinition(Sql.Read("Queues/why_not.sql"), new { dossier, officer }, cancellationToken: cancellation));
    }
}
