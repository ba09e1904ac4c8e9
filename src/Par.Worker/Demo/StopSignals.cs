using System.Runtime.InteropServices;

namespace Par.Worker.Demo;

/// <summary>
/// Ctrl+C and SIGTERM. The first one ends the life, and the demo drains, reckons and cleans up; the second one skips all but the
/// cleaning up.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource life;
    private readonly CancellationTokenSource everything;
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals(CancellationToken cancellation)
    {
        everything = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        life = CancellationTokenSource.CreateLinkedTokenSource(everything.Token);
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Life => life.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Everything => everything.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        life.Dispose();
        everything.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (life.IsCancellationRequested)
        {
            everything.Cancel();
        }
        else
        {
            life.Cancel();
        }
    }
}
