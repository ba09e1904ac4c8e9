namespace Par.Worker.Agencies;

/// <summary>Brings the catalogue's agencies and calendars into the work database before anything that comes later in the story starts.</summary>
internal sealed class AgenciesAtStart(Agencies agencies, CalendarEditions calendars, AgencyDirectory directory) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await agencies.Bring(cancellationToken);
        await calendars.Bring(directory.Calendars, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
