using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Par.Load.Faults;

/// <summary>
/// A door on 127.0.0.1 in front of the server. Connections through it can be cut, can be led into nothing (open, and silent), and the door
/// can be shut.
/// </summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Pair, bool> open = new();
    private readonly CancellationTokenSource over = new();
    private readonly int server;
    private Task accepting = Task.CompletedTask;
    private volatile TaskCompletionSource passing = Done();
    private volatile bool shut;

    private Proxy(int server) => this.server = server;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static Proxy To(int server)
    {
        var proxy = new Proxy(server);
        proxy.listener.Start();
        proxy.accepting = proxy.Accept();
        return proxy;
    }

    /// <summary>Ends every connection through the door; new ones are let through.</summary>
    public void Cut()
    {
        foreach (var pair in open.Keys)
        {
            pair.Close();
        }
    }

    /// <summary>From now on nothing passes, and nothing is refused either: whoever waits, waits.</summary>
    public void Swallow() => passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From now on whoever comes is sent away at once.</summary>
    public void Shut()
    {
        shut = true;
        Cut();
    }

    /// <summary>Everything passes again. What was swallowed is cut, because its other end has given up.</summary>
    public void Heal()
    {
        shut = false;
        var held = passing;
        passing = Done();
        if (!held.Task.IsCompleted)
        {
            Cut();
            held.SetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        Heal();
        Cut();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        over.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task Accept()
    {
        while (!over.IsCancellationRequested)
        {
            var client = await listener.AcceptSocketAsync(over.Token);
            if (shut)
            {
                client.Dispose();
                continue;
            }

            var pair = new Pair(client, new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            open[pair] = true;
            _ = Join(pair);
        }
    }

    private async Task Join(Pair pair)
    {
        try
        {
            await pair.Server.ConnectAsync(IPAddress.Loopback, server, over.Token);
            pair.Client.NoDelay = pair.Server.NoDelay = true;
            await Task.WhenAny(Pass(pair.Client, pair.Server), Pass(pair.Server, pair.Client));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end is gone; the other learns of it below.
        }
        finally
        {
            pair.Close();
            open.TryRemove(pair, out _);
        }
    }

    private async Task Pass(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReceiveAsync(buffer, over.Token) is > 0 and var count)
            {
                await passing.Task.WaitAsync(over.Token);
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), over.Token);
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // As above.
        }
    }

    private sealed record Pair(Socket Client, Socket Server)
    {
        public void Close()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
