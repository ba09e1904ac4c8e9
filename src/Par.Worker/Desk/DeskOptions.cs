using System.Net;

namespace Par.Worker.Desk;

/// <summary>Section <c>Desk</c>: where the desk listens and how officers come in.</summary>
internal sealed class DeskOptions
{
    /// <summary>Where the desk listens. Default http://127.0.0.1:5080: this machine only, behind a proxy that speaks TLS.</summary>
    public string Address { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Whether an officer comes in by picking a name from a list. For demos on this machine only. Default false.</summary>
    public bool PickOfficer { get; set; }

    /// <summary>A folder for the keys of cookies, shared by all workers. Default none: keys live in memory, and a restart signs everyone out.</summary>
    public string? KeysFolder { get; set; }

    /// <summary>How many dossiers one page of a queue shows. Default 20.</summary>
    public int PageSize { get; set; } = 20;

    /// <summary>Whether the address is plain http, a host and a port, and nothing else.</summary>
    public bool AddressIsHttp() =>
        Uri.TryCreate(Address, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.PathAndQuery == "/";

    /// <summary>Whether only this machine can reach the desk.</summary>
    public bool IsLoopback() =>
        Uri.TryCreate(Address, UriKind.Absolute, out var address)
        && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
