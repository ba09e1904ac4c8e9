using System.Threading.Channels;

namespace Par.Worker.Demo.Life;

/// <summary>The province lives: so many life events a second are written into the registries, until it is told to stop.</summary>
internal sealed class ProvinceLife(Fates fates, RegistryWriters writers, TimeProvider clock)
{
    // Each hand may keep a connection to each registry: together with the worker they stay below a small server's hundred.
    private const int Hands = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly Channel<Happening>[] hands = [.. Enumerable.Range(0, Hands).Select(_ => Channel.CreateBounded<Happening>(16))];
    private long written;

    /// <summary>Rows written into the feeds so far, those sent again included.</summary>
    public long Written => Interlocked.Read(ref written);

    /// <summary>What is begun when the stop comes is still written to its end.</summary>
    public async Task Run(double eventsPerSecond, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var writing = hands.Select(hand => Write(hand.Reader, ended)).ToList();
        var pacing = Pace(eventsPerSecond, ended.Token);
        await Task.WhenAll([.. writing, pacing]);
    }

    private async Task Pace(double eventsPerSecond, CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Tick, clock);
            var last = clock.GetTimestamp();
            var owed = 1.0;
            while (await timer.WaitForNextTickAsync(stop))
            {
                var now = clock.GetTimestamp();
                owed += clock.GetElapsedTime(last, now).TotalSeconds * eventsPerSecond;
                last = now;
                while (owed >= 1)
                {
                    var next = fates.Next();
                    await hands[HandOf(next.Subject)].Writer.WriteAsync(next, stop);
                    owed -= next.Events;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop is how life ends.
        }
        finally
        {
            foreach (var hand in hands)
            {
                hand.Writer.Complete();
            }
        }
    }

    /// <summary>One subject, one hand: so what happens to a person is written in the order it was planned.</summary>
    private static int HandOf(string subject)
    {
        var sum = 0;
        foreach (var letter in subject)
        {
            sum = ((sum * 31) + letter) % 1_000_003;
        }

        return sum % Hands;
    }

    private async Task Write(ChannelReader<Happening> happenings, CancellationTokenSource ended)
    {
        try
        {
            await foreach (var happening in happenings.ReadAllAsync(CancellationToken.None))
            {
                foreach (var entry in happening.Entries)
                {
                    await writers.Write(entry, CancellationToken.None);
                    Interlocked.Add(ref written, entry.Events.Count);
                }
            }
        }
        catch
        {
            await ended.CancelAsync();
            throw;
        }
    }
}
