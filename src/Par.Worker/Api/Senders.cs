using Microsoft.Extensions.Options;

namespace Par.Worker.Api;

/// <summary>Knows senders of life events by their signatures.</summary>
internal sealed class Senders(IOptions<ApiOptions> options)
{
    /// <summary>Who made the signature over what is signed; null when nobody of that name did.</summary>
    public Sender? Find(IHeaderDictionary headers, ReadOnlySpan<byte> signed)
    {
        var name = SignedRequest.NameOf(headers);
        return options.Value.Senders.TryGetValue(name, out var sender) && SignedRequest.IsSignedWith(headers, sender.Secrets, signed)
            ? new Sender(name, sender.Registry, sender.Source)
            : null;
    }
}
