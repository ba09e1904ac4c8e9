using Npgsql;
using Par.Worker.Embedded;

namespace Par.Worker.Tests.Embedded;

/// <summary>
/// A disk that fills up, for real where root may mount a small one. Elsewhere the test stands on what PostgreSQL
/// said on such a disk (see <see cref="TroubleTests.A_full_disk_is_recognised_in_what_PostgreSQL_says"/>).
/// </summary>
public sealed class FullDiskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_disk_is_refused_and_one_that_fills_up_is_named()
    {
        using var folder = new PrivateFolder();
        if (!Mount(folder.Path, megabytes: 60))
        {
            Assert.Throws<EmbeddedException>(() => FreeSpace.Require(folder.Path, freeMegabytes: 60));
            return;
        }

        try
        {
            var small = await Assert.ThrowsAsync<EmbeddedException>(
                () => EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation));
            Assert.StartsWith($"The disk of {folder.Path} is nearly full (60 MB free, 200 MB needed)", small.Message, StringComparison.Ordinal);

            Assert.True(Mount(folder.Path, megabytes: 210));
            await using var cluster = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation);
            await Fill(cluster);

            var full = await Assert.ThrowsAsync<EmbeddedException>(() => cluster.Ended.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation));
            Assert.Equal(
                $"The disk of {folder.Path} is full, so the private PostgreSQL stopped: make room, or set TMPDIR to a folder with more.",
                full.Message);
            await cluster.DisposeAsync();
            Assert.Equal([], folder.Clusters);
        }
        finally
        {
            Command.Output("sh", "-c", $"umount '{folder.Path}'; umount '{folder.Path}'; true");
        }
    }

    private static bool Mount(string folder, int megabytes) =>
        Environment.IsPrivilegedProcess
        && Command.Output("sh", "-c", $"mount -t tmpfs -o size={megabytes}m,mode=1777 tmpfs '{folder}' && echo mounted").Trim() == "mounted";

    /// <summary>Writes until the write-ahead log has no room: PostgreSQL then stops rather than forget a commit.</summary>
    private static async Task Fill(EmbeddedCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.AdminConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var write = new NpgsqlCommand("select pg_logical_emit_message(true, 'filler', repeat('x', 1000000))::text", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
        {
            while (!cluster.Ended.IsCompleted)
            {
                await write.ExecuteNonQueryAsync(Cancellation);
            }
        });
    }
}
