using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Par.Worker.Desk;

/// <summary>Keeps the keys of cookies in the folder that is set, or in memory.</summary>
internal sealed class CookieKeys(IOptions<DeskOptions> desk, ILoggerFactory logs) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) =>
        options.XmlRepository = desk.Value.KeysFolder is { Length: > 0 } folder
            ? new FileSystemXmlRepository(Directory.CreateDirectory(folder), logs)
            : new KeysInMemory();

    private sealed class KeysInMemory : IXmlRepository
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<System.Xml.Linq.XElement> keys = new();

        public IReadOnlyCollection<System.Xml.Linq.XElement> GetAllElements() => [.. keys];

        public void StoreElement(System.Xml.Linq.XElement element, string friendlyName) => keys.Enqueue(element);
    }
}
