using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Decisions;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Rounds;

/// <summary>
/// Runs rounds as long as there is work, and waits until intake announces some or the longest wait is over. Some run side by side, so
/// that this program decides while the database writes. On stop the rounds under way are given up with their transactions, and the next
/// start does them over.
/// </summary>
internal sealed partial class RoundLoop(
    Round round, NpgsqlDataSource database, RegistryConnections registries, Wake wake, Spread spread, RoundMeter meter,
    IOptions<RoundOptions> options, TimeProvider clock, ILogger<RoundLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.SideBySide).Select(_ => RunUntilOneBreaks(broken)));
    }

    /// <summary>When one breaks for good, the others end too: the host must learn of it at once.</summary>
    private async Task RunUntilOneBreaks(CancellationTokenSource broken)
    {
        try
        {
            await RunOn(broken.Token);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }

    private async Task RunOn(CancellationToken stopping)
    {
        var (failures, wait) = (0, options.Value.LongestWait / 5);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var took = await Next(stopping);
                failures = 0;
                if (took == 0)
                {
                    await wake.Wait(spread.Over(wait), stopping);
                    wait = TimeSpan.FromTicks(Math.Min(options.Value.LongestWait.Ticks, wait.Ticks * 2));
                    continue;
                }

                wait = options.Value.LongestWait / 5;
                if (took >= options.Value.Events / 2)
                {
                    // There is more than one can do.
                    wake.Call();
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                failures++;
                LogBrokenOff(failure.SqlState, failure.GetType().Name);
                await Pause(spread.Backoff(options.Value.LongestWait, failures, TimeSpan.FromSeconds(10)), stopping);
            }
        }
    }

    /// <summary>One round, after the questions to registries that came back were made due. Gives back how much it took up.</summary>
    private async Task<int> Next(CancellationToken stopping)
    {
        if (registries.Returned() is { Count: > 0 } returned)
        {
            var asked = await OpenQuestions.AskAtOnce(database, returned, clock.GetUtcNow(), stopping);
            var names = string.Join(", ", returned);
            LogAskedAtOnce(asked, names);
        }

        var began = clock.GetTimestamp();
        var result = await round.Run(stopping);
        if (result.Taken > 0)
        {
            meter.Count(result, clock.GetElapsedTime(began));
        }

        return result.Taken;
    }

    private async Task Pause(TimeSpan limit, CancellationToken stopping)
    {
        try
        {
            await new Wake(clock).Wait(limit, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round broke off (error {SqlState}, {Failure}); nothing of it was kept, and it was begun again")]
    private partial void LogBrokenOff(string? sqlState, string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Asked {Count} open questions again, because {Registries} came back")]
    private partial void LogAskedAtOnce(int count, string registries);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Stopped while waiting to begin a round again")]
    private partial void LogStopped();
}
