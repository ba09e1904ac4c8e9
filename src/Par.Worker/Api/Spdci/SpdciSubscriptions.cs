using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Intake;

namespace Par.Worker.Api.Spdci;

/// <summary>
/// Subscribes at start to the events of every registry whose settings say so, until it took the question, and again when it refuses
/// afterwards; but not for ever. One that knows the subscription already says so, so each start and each worker may ask.
/// </summary>
internal sealed partial class SpdciSubscriptions(
    IOptions<ApiOptions> options, SpdciClient client, SubscriptionOutcomes outcomes, Spread spread, TimeProvider clock, ILogger<SpdciSubscriptions> log) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.Spdci.Where(registry => registry.Value.Subscribe).Select(registry => Subscribe(registry.Key, registry.Value, stoppingToken)));

    private async Task Subscribe(string name, SpdciOptions registry, CancellationToken stopping)
    {
        var pause = new Wake(clock);
        var (attempt, began) = (1, clock.GetUtcNow());
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await client.Subscribe(registry, stopping) is { } why)
                {
                    LogNotAsked(name, why);
                    await Tell(name, outcomes.NotAsked(name, why, stopping));
                }
                else
                {
                    LogAsked(name, registry.Events.Count);
                    await Tell(name, outcomes.Asked(name, stopping));
                    var taken = clock.GetUtcNow();
                    await outcomes.NextRefusal(name, stopping);
                    if (clock.GetUtcNow() - taken > LongestRetry)
                    {
                        // It told of the events for a while: this is another trouble than the one before.
                        (attempt, began) = (1, clock.GetUtcNow());
                    }
                }

                if (clock.GetUtcNow() - began >= registry.SubscribeFor)
                {
                    LogGivenUp(name, registry.SubscribeFor);
                    await Tell(name, outcomes.GivenUp(name, registry.SubscribeFor, stopping));
                    return;
                }

                await pause.Wait(spread.Backoff(FirstRetry, attempt++, LongestRetry), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>An alarm that the work database did not take stops nothing; the log has what it would say.</summary>
    private async Task Tell(string name, Task told)
    {
        try
        {
            await told;
        }
        catch (NpgsqlException failure)
        {
            LogNotTold(name, failure.SqlState, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Asked registry {Registry} to tell of {Count} kinds of events")]
    private partial void LogAsked(string registry, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} did not take the subscription: {Why}; it is asked again")]
    private partial void LogNotAsked(string registry, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Registry {Registry} was asked for {For} to tell of its events, in vain; it is not asked any more: mend Api:Spdci and start again")]
    private partial void LogGivenUp(string registry, TimeSpan @for);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The work database did not take an alarm about the subscription at registry {Registry} (error {SqlState}, {Failure})")]
    private partial void LogNotTold(string registry, string? sqlState, string failure);
}
