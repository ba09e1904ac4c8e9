using System.Net;
using System.Net.Sockets;
using Dapper;
using Npgsql;
using Par.Worker.Embedded;

namespace Par.Worker.Tests.Embedded;

public sealed class EmbeddedClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_clusters_side_by_side_do_not_meet()
    {
        using var folder = new PrivateFolder();
        var both = await Task.WhenAll(
            EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation),
            EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation));
        await using var one = both[0];
        await using var other = both[1];

        await Ask(one, "create database only_here");

        Assert.NotEqual(one.Folder, other.Folder);
        Assert.NotEqual(one.Port, other.Port);
        Assert.NotEqual(Password(one), Password(other));
        Assert.Equal("0", await Ask(other, "select count(*) from pg_database where datname = 'only_here'"));
    }

    [Fact]
    public async Task Commits_are_durable_unless_the_caller_says_otherwise()
    {
        using var folder = new PrivateFolder();
        await using var durable = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation);
        await using var fast = await EmbeddedCluster.Start(
            new EmbeddedOptions { Under = folder.Path, Durability = Durability.Off }, Cancellation);

        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
        {
            Assert.Equal((setting, "on"), (setting, await Ask(durable, $"show {setting}")));
            Assert.Equal((setting, "off"), (setting, await Ask(fast, $"show {setting}")));
        }
    }

    [Fact]
    public async Task It_listens_on_loopback_only_and_asks_everyone_for_a_scram_password()
    {
        using var folder = new PrivateFolder();
        await using var cluster = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation);

        Assert.Equal("127.0.0.1", await Ask(cluster, "show listen_addresses"));
        Assert.Equal("", await Ask(cluster, "show unix_socket_directories"));
        Assert.Equal(
            "host 127.0.0.1 scram-sha-256",
            await Ask(cluster, "select string_agg(concat_ws(' ', type, address, auth_method), '; ') from pg_hba_file_rules"));

        var stranger = new NpgsqlConnectionStringBuilder(cluster.AdminConnectionString) { Password = "guessed", Pooling = false };
        await using var connection = new NpgsqlConnection(stranger.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Vietnamese_names_keep_their_letters_and_change_case()
    {
        using var folder = new PrivateFolder();
        await using var cluster = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation);

        Assert.Equal("UTF8", await Ask(cluster, "show server_encoding"));
        Assert.Equal("ĐẶNG THỊ NGỌC ƯỚC", await Ask(cluster, "select upper('Đặng Thị Ngọc Ước')"));
    }

    [Fact]
    public async Task The_server_is_never_root_and_lives_in_a_session_of_its_own()
    {
        using var folder = new PrivateFolder();
        await using var cluster = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation);

        var processes = ProcessesOf.Server(cluster.Folder).Concat(ProcessesOf.Supervisor(cluster.Folder)).ToList();

        Assert.True(processes.Count > 2, $"only {processes.Count} processes were found");
        Assert.All(processes, process => Assert.NotEqual("0", ProcessesOf.UserOf(process)));
        Assert.All(processes, process => Assert.NotEqual(ProcessesOf.SessionOf(Environment.ProcessId), ProcessesOf.SessionOf(process)));
    }

    [Fact]
    public async Task A_port_that_was_lost_to_someone_else_is_not_the_end()
    {
        using var folder = new PrivateFolder();
        using var someoneElse = new TcpListener(IPAddress.Loopback, 0);
        someoneElse.Start();
        var taken = ((IPEndPoint)someoneElse.LocalEndpoint).Port;
        var ports = new Queue<int>([taken, taken, LoopbackPort.Free()]);

        await using var cluster = await EmbeddedCluster.Start(
            new EmbeddedOptions { Under = folder.Path, NextPort = ports.Dequeue }, Cancellation);

        Assert.NotEqual(taken, cluster.Port);
        Assert.Equal("1", await Ask(cluster, "select 1"));
    }

    [Fact]
    public async Task Letting_go_leaves_no_process_and_no_folder()
    {
        using var folder = new PrivateFolder();
        var cluster = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation);
        await cluster.DisposeAsync();

        Assert.Equal([], folder.Clusters);
        Assert.Equal([], ProcessesOf.Server(cluster.Folder));
    }

    [Fact]
    public async Task A_start_that_is_called_off_leaves_nothing()
    {
        using var folder = new PrivateFolder();
        using var calledOff = new CancellationTokenSource();
        var start = EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, calledOff.Token);
        await Eventually.True(() => folder.Clusters.Length == 1);
        await calledOff.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Equal([], folder.Clusters);
    }

    [Fact]
    public async Task A_kept_cluster_can_be_looked_into_as_it_says()
    {
        using var folder = new PrivateFolder();
        var kept = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path, Keep = true }, Cancellation);
        await Ask(kept, "create table memory as select 'here' as words");
        NpgsqlConnection.ClearAllPools();
        await kept.DisposeAsync();
        Assert.Equal([], ProcessesOf.Server(kept.Folder));

        // Another start sweeps what dead owners left, and leaves what was kept on purpose.
        await using (await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation))
        {
        }

        var commands = kept.Commands("postgres");
        Assert.Equal(["start ", "look  ", "stop  ", "delete"], commands.Select(command => command[..6]));
        string Line(int place) => commands[place][8..];
        Command.Output("sh", "-c", Line(0));
        Assert.Equal("here", Command.Output("sh", "-c", Line(1) + " -tA -c 'select words from memory'").Trim());
        Assert.Equal(Password(kept), File.ReadAllText($"{kept.Folder}/password").Trim());
        Assert.Equal("here", await Ask(kept, "select words from memory"));
        NpgsqlConnection.ClearAllPools();
        Command.Output("sh", "-c", Line(2));
        Command.Output("sh", "-c", Line(3));
        Assert.False(Directory.Exists(kept.Folder));
    }

    [Fact]
    public async Task A_server_that_ends_by_itself_is_noticed()
    {
        using var folder = new PrivateFolder();
        await using var cluster = await EmbeddedCluster.Start(new EmbeddedOptions { Under = folder.Path }, Cancellation);
        var postmaster = File.ReadLines($"{cluster.Folder}/data/postmaster.pid").First();

        Command.Output("sh", "-c", $"kill -QUIT {postmaster}");

        var ended = await Assert.ThrowsAsync<EmbeddedException>(() => cluster.Ended.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation));
        Assert.StartsWith("The private PostgreSQL stopped by itself; start again. It said last:", ended.Message, StringComparison.Ordinal);
    }

    private static string Password(EmbeddedCluster cluster) => new NpgsqlConnectionStringBuilder(cluster.AdminConnectionString).Password!;

    private static async Task<string?> Ask(EmbeddedCluster cluster, string question)
    {
        await using var connection = new NpgsqlConnection(cluster.AdminConnectionString + ";Pooling=false");
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(question, cancellationToken: Cancellation));
    }
}
