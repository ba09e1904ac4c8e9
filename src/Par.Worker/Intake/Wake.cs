using System.Threading.Channels;

namespace Par.Worker.Intake;

/// <summary>A wait with a limit that another part of the service can end early. Calls while nobody waits count once.</summary>
internal sealed class Wake(TimeProvider clock)
{
    private readonly Channel<bool> calls =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Call() => calls.Writer.TryWrite(true);

    public async Task Wait(TimeSpan limit, CancellationToken cancellation)
    {
        await using var timer = clock.CreateTimer(_ => Call(), null, limit, Timeout.InfiniteTimeSpan);
        await calls.Reader.ReadAsync(cancellation);
    }
}
