using Par.Worker.Embedded;

namespace Par.Worker.Tests.Embedded;

/// <summary>The sentences a person reads when the private PostgreSQL does not start. All name the mend.</summary>
public sealed class TroubleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void No_PostgreSQL_says_what_to_install() =>
        Assert.Equal(
            "PostgreSQL is not installed: run 'apt-get install postgresql', or set PAR_POSTGRESQL_BIN to the folder that holds initdb and postgres.",
            Assert.Throws<EmbeddedException>(() => PostgreSqlBinaries.Newest([])).Message);

    [Fact]
    public void A_named_folder_without_PostgreSQL_is_said_to_be_so() =>
        Assert.Equal(
            "There is no initdb and postgres in /nowhere (from PAR_POSTGRESQL_BIN): name the folder of PostgreSQL's programs, such as /usr/lib/postgresql/15/bin.",
            Assert.Throws<EmbeddedException>(() => PostgreSqlBinaries.Find("/nowhere")).Message);

    [Fact]
    public void An_old_PostgreSQL_is_refused_and_the_newest_is_taken()
    {
        using var folder = new PrivateFolder();
        var old = Install(folder, "9.6.24");
        var older = Install(folder, "14.11");

        Assert.Equal(
            $"PostgreSQL 14.11 in {older} is too old: install PostgreSQL 15 or newer, or set PAR_POSTGRESQL_BIN to its folder.",
            Assert.Throws<EmbeddedException>(() => PostgreSqlBinaries.Newest([old, older])).Message);
        Assert.Equal("18beta1", PostgreSqlBinaries.Newest([old, Install(folder, "18beta1"), Install(folder, "16.4")]).Release);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        var refused = await Assert.ThrowsAsync<EmbeddedException>(
            () => EmbeddedCluster.Start(new EmbeddedOptions { Under = "/nowhere" }, Cancellation));

        Assert.Equal(
            "The folder /nowhere does not exist or may not be written to by the user who runs PostgreSQL: set TMPDIR to a folder that may.",
            refused.Message);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_to_is_refused()
    {
        using var folder = new PrivateFolder(writable: false);

        var refused = await Assert.ThrowsAsync<EmbeddedException>(
            () => EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation));

        Assert.Equal(Trouble.NoFolder(folder.Path), refused.Message);
        Assert.Equal([], folder.Clusters);
    }

    [Fact]
    public async Task A_start_that_takes_too_long_is_called_off_and_leaves_nothing()
    {
        using var folder = new PrivateFolder();

        var refused = await Assert.ThrowsAsync<EmbeddedException>(
            () => EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path, StartWithin = TimeSpan.FromMilliseconds(50) }, Cancellation));

        Assert.StartsWith(
            "The private PostgreSQL was not up within 0 seconds: the machine is too busy, try again. It said last:",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Equal([], folder.Clusters);
    }

    [Fact]
    public void A_nearly_full_disk_is_seen_before_the_start()
    {
        FreeSpace.Require("/data", freeMegabytes: 200);

        Assert.Equal(
            "The disk of /data is nearly full (199 MB free, 200 MB needed): make room, or set TMPDIR to a folder with more.",
            Assert.Throws<EmbeddedException>(() => FreeSpace.Require("/data", freeMegabytes: 199)).Message);
    }

    [Theory]
    [InlineData("initdb", "initdb: error: could not create directory \"/data/base\": No space left on device")]
    [InlineData("run", "PANIC:  could not write to file \"pg_wal/xlogtemp.7\": No space left on device")]
    public void A_full_disk_is_recognised_in_what_PostgreSQL_says(string what, string said) =>
        Assert.Equal(
            "The disk of /data is full, so the private PostgreSQL stopped: make room, or set TMPDIR to a folder with more.",
            Trouble.Of(what, ["LOG:  checkpoint starting", said], "/data"));

    [Fact]
    public void Any_other_end_is_told_in_PostgreSQLs_own_last_words() =>
        Assert.Equal(
            $"The private PostgreSQL did not start. It said last:{Environment.NewLine}  FATAL:  out of shared memory",
            Trouble.Of("start", ["FATAL:  out of shared memory"], "/data"));

    private static string Install(PrivateFolder folder, string release)
    {
        var binaries = Directory.CreateDirectory($"{folder.Path}/{release}").FullName;
        foreach (var program in (string[])["initdb", "postgres"])
        {
            File.WriteAllText($"{binaries}/{program}", $"#!/bin/sh\necho '{program} (PostgreSQL) {release}'\n");
            File.SetUnixFileMode($"{binaries}/{program}", (UnixFileMode)0b111_101_101);
        }

        return binaries;
    }
}
