using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Outbox;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Queues;

/// <summary>Hands the work of agencies to their officers, one item to one officer at a time.</summary>
internal sealed class AgencyQueues(
    [FromKeyedServices(Database.Prepared)] NpgsqlDataSource database, Norms norms, Clocks clocks, IOptions<QueueOptions> options, TimeProvider clock)
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
    /// Claims the most pressing item that waits at the agency, or returns null: nothing waits, the officer's hands or day are full, the
    /// officer is away or another agency's, or the agency takes no new work.
    /// </summary>
    public async Task<Claim?> ClaimNext(string agency, string officer, CancellationToken cancellation) =>
        (await ClaimNext(agency, officer, 1, cancellation)).SingleOrDefault();

    /// <summary>Claims the most pressing items, up to so many, in one transaction; fewer where the officer may not take that many.</summary>
    public Task<IReadOnlyList<Claim>> ClaimNext(string agency, string officer, int limit, CancellationToken cancellation) =>
        Take(Sql.Read("Queues/claim_next.sql"), agency, officer, new { limit }, cancellation);

    /// <summary>Claims one dossier, or says why not.</summary>
    public async Task<ClaimAnswer> Claim(Guid dossier, string officer, CancellationToken cancellation)
    {
        var wish = await WhyNot(dossier, officer, cancellation);
        if (wish.Refusal(officer) is { } refused)
        {
            return new ClaimAnswer.Refused(refused);
        }

        if (await Take(Sql.Read("Queues/claim.sql"), wish.DossierAgency!, officer, new { dossier }, cancellation) is [var claim])
        {
            return new ClaimAnswer.Claimed(claim);
        }

        var since = await WhyNot(dossier, officer, cancellation);
        return new ClaimAnswer.Refused(since.Refusal(officer) ?? Refusal.HeldByAnother);
    }

    /// <summary>Why an officer gets nothing although something may wait; null when it is not the officer.</summary>
    public async Task<Refusal?> WhyNothing(string officer, CancellationToken cancellation) =>
        (await WhyNot(null, officer, cancellation)).OfTheOfficer;

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
    public async Task<bool> Release(Guid dossier, string officer, int attempt, CancellationToken cancellation) =>
        await GiveBack(dossier, officer, attempt, ChangeWord.Released, reason: null, cancellation);

    /// <summary>Gives an item back because the officer cannot decide it, and says why: the head of unit is told. Null when it was done.</summary>
    public async Task<Refusal?> PushBack(Guid dossier, string officer, int attempt, string? reason, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(reason) ? Refusal.PushBackNeedsWords
        : await GiveBack(dossier, officer, attempt, ChangeWord.PushedBack, reason.Trim(), cancellation) ? null
        : Refusal.LostLease;

    /// <summary>
    /// Puts what an officer holds into the hands of another one of the agency, by name. The claim ends and another one begins: the old
    /// attempt completes nothing any more. Null when it was done.
    /// </summary>
    public async Task<Refusal?> HandOver(Guid dossier, string officer, int attempt, string to, CancellationToken cancellation)
    {
        const string held = """
            select agency
              from par.queue_item
             where dossier = @dossier and officer = @officer and attempt = @attempt and lease_ends > @now
            """;

        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var claim = new { dossier, officer, attempt, now };
        if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition(held, claim, transaction, cancellationToken: cancellation)) is not { } agency)
        {
            return Refusal.LostLease;
        }

        var arguments = new DynamicParameters(claim);
        arguments.AddDynamicParams(new { to, leaseEnds = now + options.Value.Lease });
        arguments.AddDynamicParams(norms.Of(agency, now));
        var given = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(Sql.Read("Queues/hand_over.sql"), arguments, transaction, cancellationToken: cancellation));
        if (given is null)
        {
            return Refusal.HandoverNotPossible;
        }

        var detail = new JsonObject { ["to"] = to }.ToJsonString();
        await Dossiers.Dossiers.Move(
            transaction, [new DossierMove { Dossier = dossier, Change = ChangeWord.HandedOver, Actor = officer, Detail = detail }], now, cancellation);
        await clocks.StartHandling(transaction, [dossier], agency, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    private async Task<bool> GiveBack(Guid dossier, string officer, int attempt, string change, string? reason, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var given = await connection.QuerySingleOrDefaultAsync<RescuedItem>(
            new CommandDefinition(Sql.Read("Queues/release.sql"), new { dossier, officer, attempt }, transaction, cancellationToken: cancellation));
        if (given is null)
        {
            return false;
        }

        await GiveBack(transaction, [given], change, officer, now, cancellation, reason);
        if (reason is not null)
        {
            var said = new JsonObject { ["dossier"] = dossier, ["agency"] = given.Agency, ["officer"] = officer, ["reason"] = reason };
            await Outbox.Outbox.Write(
                transaction, [OutboxRow.Of(Topic.DossierPushedBack, Recipient.HeadOfUnit(given.Agency), said, now)], now, cancellation);
        }

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
        NpgsqlTransaction transaction, List<RescuedItem> items, string change, string actor, DateTimeOffset now, CancellationToken cancellation, string? reason = null)
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
                To = item.Task == QueueTask.Review ? null : DossierState.Queued,
                Change = change,
                Actor = actor,
                Reason = reason,
            })],
            now,
            cancellation);
        await clocks.Stop(transaction, [.. items.Select(item => item.Dossier)], now, cancellation, ClockKind.Handling);
    }

    private async Task<IReadOnlyList<Claim>> Take(string statement, string agency, string officer, object which, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var arguments = new DynamicParameters(which);
        arguments.AddDynamicParams(new { agency, officer, now, leaseEnds = now + options.Value.Lease });
        arguments.AddDynamicParams(norms.Of(agency, now));

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var claims = (await connection.QueryAsync<Claim>(
            new CommandDefinition(statement, arguments, transaction, cancellationToken: cancellation))).AsList();
        if (claims.Count == 0)
        {
            return [];
        }

        await Dossiers.Dossiers.Move(
            transaction,
            [.. claims.Select(claim => new DossierMove
            {
                Dossier = claim.Dossier,
                To = claim.Task == QueueTask.Review ? null : DossierState.InProgress,
                Change = ChangeWord.Claimed,
                Actor = officer,
            })],
            now,
            cancellation);
        await clocks.StartHandling(transaction, [.. claims.Select(claim => claim.Dossier)], agency, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return claims;
    }

    private async Task<ClaimWish> WhyNot(Guid? dossier, string officer, CancellationToken cancellation)
    {
        const string of = "select agency from par.officer where id = @officer";

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var agency = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(of, new { officer }, cancellationToken: cancellation));
        var arguments = new DynamicParameters(new { dossier, officer });
        arguments.AddDynamicParams(agency is null ? Norms.None : norms.Of(agency, clock.GetUtcNow()));
        return await connection.QuerySingleAsync<ClaimWish>(
            new CommandDefinition(Sql.Read("Queues/why_not.sql"), arguments, cancellationToken: cancellation));
    }
}
