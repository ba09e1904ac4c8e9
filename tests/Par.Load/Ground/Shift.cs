namespace Par.Load.Ground;

/// <summary>Workers that are started, held up and let go together.</summary>
internal sealed class Shift(IReadOnlyList<WorkerProcess> workers) : IAsyncDisposable
{
    /// <summary>The most memory that one of them ever held.</summary>
    public long PeakMiB => workers.Max(worker => worker.PeakMiB);

    /// <summary>The time that all of them together have spent on the cores so far.</summary>
    public TimeSpan Spent => workers.Aggregate(TimeSpan.Zero, (sum, worker) => sum + worker.Spent);

    public static async Task<Shift> Start(
        int count, Grounds ground, CancellationToken cancellation, params (string Name, string Value)[] settings)
    {
        var shift = new Shift([.. Enumerable.Range(0, count).Select(_ => WorkerProcess.Start(ground, settings))]);
        try
        {
            await Task.WhenAll(shift.All.Select(worker => worker.Ready(cancellation)));
            return shift;
        }
        catch
        {
            await shift.DisposeAsync();
            throw;
        }
    }

    private IReadOnlyList<WorkerProcess> All => workers;

    public void Pause()
    {
        foreach (var worker in workers)
        {
            worker.Signal("STOP");
        }
    }

    public void GoOn()
    {
        foreach (var worker in workers)
        {
            worker.Signal("CONT");
        }
    }

    /// <summary>Lets only these go on, by their places.</summary>
    public void GoOn(IEnumerable<int> places)
    {
        foreach (var place in places)
        {
            workers[place].Signal("CONT");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }
    }
}
