using System.Net;
using System.Net.Sockets;

namespace Par.Worker.Embedded;

/// <summary>Ports on 127.0.0.1 that nobody holds at this moment; whoever takes one must be ready to have lost it.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
