using System.Net;
using System.Net.Sockets;
using Par.Worker.Demo;

namespace Par.Worker.Tests.Demo;

public sealed class DemoOptionsTests
{
    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_mend()
    {
        var options = new DemoOptions { People = 5, Speed = 0, Seconds = -1, Port = 70_000, Workers = 0 };

        var refused = Assert.Throws<DemoException>(options.Check);

        Assert.Equal(
            [
                "--people is 5: give a number from 100 to 5000000.",
                "--speed is 0: give life events a second, more than 0 and at most 100000, such as 20 or 0.5.",
                "--seconds is -1: give seconds of life, more than 0, or leave it out and stop with Ctrl+C.",
                "--port is 70000: give a number from 1 to 65535.",
                "--workers is 0: give a number from 1 to 8.",
            ],
            refused.Message.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-3)]
    public void A_speed_that_is_no_speed_is_refused(double speed) =>
        Assert.StartsWith("--speed is ", Assert.Throws<DemoException>((Free() with { Speed = speed }).Check).Message, StringComparison.Ordinal);

    [Fact]
    public void A_port_in_use_is_refused_before_anything_starts()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refused = Assert.Throws<DemoException>((Free() with { Port = port }).Check);

        Assert.Equal($"Another program already listens on http://127.0.0.1:{port}: stop it, or give a free one with --port.", refused.Message);
    }

    [Fact]
    public void A_summary_that_cannot_be_written_is_refused_before_anything_starts()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "summary.json");

        var refused = Assert.Throws<DemoException>((Free() with { Json = file }).Check);

        Assert.StartsWith("--json cannot be written (Could not find a part of the path", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("): name a file in a folder that exists and that you may write to.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trying_the_summary_file_leaves_nothing_and_harms_nothing()
    {
        var fresh = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        var kept = Path.GetTempFileName();
        File.WriteAllText(kept, "as it was");

        (Free() with { Json = fresh }).Check();
        (Free() with { Json = kept }).Check();

        Assert.False(File.Exists(fresh));
        Assert.Equal("as it was", File.ReadAllText(kept));
        File.Delete(kept);
    }

    [Theory]
    [InlineData("Host=", "--database needs Host, Username and Password; it lacks Host and Username and Password. Write it like \"Host=db;Username=postgres;Password=...\".")]
    [InlineData("Host=db;Password=x", "--database needs Host, Username and Password; it lacks Username. Write it like \"Host=db;Username=postgres;Password=...\".")]
    [InlineData("Hst=db;Host=db;Username=a;Password=b", "--database does not know 'hst': did you mean 'Host'?")]
    [InlineData("Colour=red;Host=db;Username=a;Password=b", "--database does not know 'colour': write it like \"Host=db;Username=postgres;Password=...\".")]
    [InlineData("Port=many;Host=db;Username=a;Password=b", "--database has a value for 'port' that cannot be used: correct it.")]
    [InlineData("nonsense", "--database is no list of names and values: write it like \"Host=db;Username=postgres;Password=...\".")]
    public void A_database_that_is_no_connection_string_is_refused(string given, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<DemoException>(() => ServerCheck.Read(given)).Message);

    [Fact]
    public void Options_are_told_as_they_were_typed_but_for_the_password()
    {
        var options = new DemoOptions { People = 500, Speed = 0.5, Seconds = 9, Keep = true, Database = "Host=db;Password=hush", Officers = false, Workers = 3 };

        Assert.Equal(" --people 500 --seconds 9 --keep --database \"...\" --no-officers --workers 3", options.AsTyped("--speed"));
        Assert.Equal("", new DemoOptions().AsTyped());
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_refused()
    {
        var port = FreePort();

        var refused = await Assert.ThrowsAsync<DemoException>(
            () => ServerCheck.Require($"Host=127.0.0.1;Port={port};Username=a;Password=b", TestContext.Current.CancellationToken));

        Assert.Equal(
            $"No PostgreSQL answers at 127.0.0.1:{port}: start it or correct --database, or leave --database out and the demo brings its own.",
            refused.Message);
    }

    internal static DemoOptions Free() => new() { Port = FreePort() };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
