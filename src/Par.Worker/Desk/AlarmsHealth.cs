using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Par.Worker.Desk;

/// <summary>The service does its work, and something waits for a human: degraded. Which it is, <c>./par alarms</c> says.</summary>
internal sealed class AlarmsHealth(Alarms.Alarms alarms) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var open = await alarms.Open(cancellationToken);
            return open.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(string.Join("; ", open.Select(alarm => $"{alarm.Kind} {alarm.About}")));
        }
        catch (NpgsqlException away)
        {
            return HealthCheckResult.Unhealthy($"The work database does not answer: {away.Message}");
        }
    }
}
