using Npgsql;

namespace Par.Worker.Intake;

/// <summary>Lets the watch look every few seconds, in every worker: each sees registries by its own connections.</summary>
internal sealed partial class RegistryWatchLoop(RegistryWatch watch, Spread spread, TimeProvider clock, ILogger<RegistryWatchLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = new Wake(clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await watch.Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                LogNotWritten(failure.SqlState, failure.GetType().Name);
            }

            try
            {
                await pause.Wait(spread.Over(Every), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The work database did not take in how the registries are seen (error {SqlState}, {Failure}); it was tried again")]
    private partial void LogNotWritten(string? sqlState, string failure);
}
