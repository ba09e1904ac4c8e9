using Par.Worker.Api.Portals;
using Par.Worker.Api.Spdci;

namespace Par.Worker.Api;

/// <summary>Section <c>Api</c>: who may send life events, and what people say, over HTTP.</summary>
internal sealed class ApiOptions
{
    /// <summary>The senders of CloudEvents, by the name they give in their requests.</summary>
    public Dictionary<string, SenderOptions> Senders { get; } = new(StringComparer.Ordinal);

    /// <summary>The portals through which people answer and object, by the name they give in their requests.</summary>
    public Dictionary<string, PortalOptions> Portals { get; } = new(StringComparer.Ordinal);

    /// <summary>Registries that speak SPDCI, by their name in the catalogue.</summary>
    public Dictionary<string, SpdciOptions> Spdci { get; } = new(StringComparer.Ordinal);
}

/// <summary>Section <c>Api:Senders:(name)</c>: whose life events a sender brings, and how it proves who it is.</summary>
internal sealed class SenderOptions
{
    /// <summary>The registry of the catalogue whose life events it sends. Required.</summary>
    public string Registry { get; set; } = "";

    /// <summary>The <c>source</c> of its events, word for word. Required.</summary>
    public string Source { get; set; } = "";

    /// <summary>What it may sign with, each at least 32 bytes. Two while one takes the place of the other. Required.</summary>
    public IList<string> Secrets { get; } = [];
}
