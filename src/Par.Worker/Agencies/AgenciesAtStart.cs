namespace Par.Worker.Agencies;

/// <summary>Brings the catalogue's agencies into the work database before anything that comes later in the story starts.</summary>
internal sealed class AgenciesAtStart(Agencies agencies) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => agencies.Bring(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
