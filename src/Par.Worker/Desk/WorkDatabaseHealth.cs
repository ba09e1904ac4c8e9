using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Par.Worker.Desk;

/// <summary>Ready means that the work database answers.</summary>
internal sealed class WorkDatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException away)
        {
            return HealthCheckResult.Unhealthy($"The work database does not answer: {away.Message}");
        }
    }
}
