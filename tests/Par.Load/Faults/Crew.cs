using Par.Load.Ground;

namespace Par.Load.Faults;

/// <summary>The workers of a run, by their places; whoever falls is replaced.</summary>
internal sealed class Crew(Grounds ground, Doors doors, int size, IReadOnlyList<(string Name, string Value)> settings) : IAsyncDisposable
{
    private readonly WorkerProcess[] workers = new WorkerProcess[size];
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>How many ended by themselves, though nobody killed them, and the last thing they said.</summary>
    public List<string> Fell { get; } = [];

    public async Task Start(CancellationToken cancellation)
    {
        for (var place = 0; place < size; place++)
        {
            workers[place] = WorkerProcess.Start(ground, [.. doors.Settings(), .. settings]);
        }

        await Task.WhenAll(workers.Select(worker => worker.Ready(cancellation)));
    }

    public async Task Kill(int which, double away, CancellationToken cancellation)
    {
        var place = which % size;
        workers[place].Signal("KILL");
        await Pauses.For(away, cancellation);
        await Replace(place, TimeSpan.Zero);
    }

    public async Task Stop(int which, double seconds, CancellationToken cancellation)
    {
        var worker = workers[which % size];
        worker.Signal("STOP");
        await Pauses.For(seconds, cancellation);
        worker.Signal("CONT");
    }

    public Task MoveClock(int which)
    {
        workers[which % size].Signal("KILL");
        return Replace(which % size, TimeSpan.FromSeconds(which % 2 == 0 ? 30 : -30));
    }

    /// <summary>Starts anew who has ended. A worker may end by itself, as when the database was away at its start; an operator's system starts it again.</summary>
    public async Task Tend()
    {
        for (var place = 0; place < size; place++)
        {
            if (workers[place].HasExited)
            {
                await Replace(place, TimeSpan.Zero);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers.Where(worker => worker is not null))
        {
            await worker.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task Replace(int place, TimeSpan off)
    {
        await gate.WaitAsync();
        try
        {
            var old = workers[place];
            if (!old.WasKilled && old.HasExited)
            {
                Fell.Add(old.Said.LastOrDefault() ?? "(said nothing)");
            }

            await old.DisposeAsync();
            workers[place] = WorkerProcess.Start(ground, off, [.. doors.Settings(), .. settings]);
        }
        finally
        {
            gate.Release();
        }
    }
}
