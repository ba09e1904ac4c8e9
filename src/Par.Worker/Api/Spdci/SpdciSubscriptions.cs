using Microsoft.Extensions.Options;
using Par.Worker.Intake;

namespace Par.Worker.Api.Spdci;

/// <summary>
/// Subscribes at start to the events of every registry whose settings say so, until it took the question. One that knows the
/// subscription already says so, so each start and each worker may ask.
/// </summary>
internal sealed partial class SpdciSubscriptions(
    IOptions<ApiOptions> options, SpdciClient client, Spread spread, TimeProvider clock, ILogger<SpdciSubscriptions> log) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.Spdci.Where(registry => registry.Value.Subscribe).Select(registry => Subscribe(registry.Key, registry.Value, stoppingToken)));

    private async Task Subscribe(string name, SpdciOptions registry, CancellationToken stopping)
    {
        var pause = new Wake(clock);
        for (var attempt = 1; !stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                if (await client.Subscribe(registry, stopping) is not { } why)
                {
                    LogAsked(name, registry.Events.Count);
                    return;
                }

                LogNotAsked(name, why);
                await pause.Wait(spread.Backoff(FirstRetry, attempt, LongestRetry), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Asked registry {Registry} to tell of {Count} kinds of events")]
    private partial void LogAsked(string registry, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} did not take the subscription: {Why}; it is asked again")]
    private partial void LogNotAsked(string registry, string why);
}
