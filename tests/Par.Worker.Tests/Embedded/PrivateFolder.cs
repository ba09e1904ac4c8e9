using Par.Worker.Embedded;

namespace Par.Worker.Tests.Embedded;

/// <summary>A folder for one test's clusters that the ordinary user who runs PostgreSQL may write to. Its name has spaces, as people's folders do.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b1_111_111_111;
    private const UnixFileMode NobodyWrites = (UnixFileMode)0b0_101_101_101;

    public PrivateFolder(bool writable = true)
    {
        Path = Directory.CreateDirectory($"{EmbeddedOptions.DefaultUnder()}/par test {Guid.NewGuid():N}").FullName;
        File.SetUnixFileMode(Path, writable ? Everyone : NobodyWrites);
    }

    public string Path { get; }

    public string[] Clusters => Directory.GetDirectories(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
