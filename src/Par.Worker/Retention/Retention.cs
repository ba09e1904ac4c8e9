using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Retention;

/// <summary>Purges what the law gives no reason to keep. In batches of one transaction each, so that nobody waits for it; idempotent.</summary>
internal sealed class Retention(NpgsqlDataSource database, IOptions<RetentionOptions> options, TimeProvider clock)
{
    public async Task<Purged> Purge(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return new Purged(
            await InBatches(Sql.Read("Retention/purge_findings.sql"), now - options.Value.NotDueFindings, cancellation),
            await InBatches(Sql.Read("Retention/empty_findings.sql"), now - options.Value.NotDueFacts, cancellation),
            await InBatches(Sql.Read("Retention/empty_inbox.sql"), now - options.Value.InboxBodies, cancellation)
                + await InBatches(Sql.Read("Retention/empty_dismissed.sql"), now - options.Value.InboxBodies, cancellation));
    }

    private async Task<long> InBatches(string statement, DateTimeOffset before, CancellationToken cancellation)
    {
        var limit = options.Value.Batch;
        long total = 0;
        int taken;
        do
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            taken = await connection.ExecuteAsync(new CommandDefinition(statement, new { before, limit }, cancellationToken: cancellation));
            total += taken;
        }
        while (taken == limit);
        return total;
    }
}
