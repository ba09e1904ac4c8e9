using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Par.Worker.Tests.Faults;

/// <summary>Stands between a program and a server, and can swallow what the connections of the moment say without ending them.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Link> links = [];
    private readonly string host;
    private readonly int port;
    private readonly Task accepting;

    private Proxy(NpgsqlConnectionStringBuilder server)
    {
        (host, port) = (server.Host!, server.Port);
        listener.Start();
        server.Host = "127.0.0.1";
        server.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        ConnectionString = server.ConnectionString;
        accepting = Accept();
    }

    public string ConnectionString { get; }

    public static Proxy To(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString));

    /// <summary>From now on nothing goes through the connections there are, in either direction; new ones work.</summary>
    public void Swallow()
    {
        foreach (var link in links)
        {
            link.Swallows = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        foreach (var link in links)
        {
            link.Client.Dispose();
            link.Server.Dispose();
        }

        stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                var server = new TcpClient();
                await server.ConnectAsync(host, port, stop.Token);
                var link = new Link(client, server);
                links.Add(link);
                _ = Pump(link, client, server);
                _ = Pump(link, server, client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
            return;
        }
    }

    private async Task Pump(Link link, TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, stop.Token) is > 0 and var read)
            {
                if (!link.Swallows)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
                }
            }

            if (!link.Swallows)
            {
                to.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; the other learns of it from its own connection.
            to.Close();
        }
    }

    private sealed record Link(TcpClient Client, TcpClient Server)
    {
        public volatile bool Swallows;
    }
}
