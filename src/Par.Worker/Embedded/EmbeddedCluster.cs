using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace Par.Worker.Embedded;

/// <summary>
/// A private PostgreSQL: its own folder, loopback port and password, gone without trace when its owner lets go of it or dies.
/// </summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private const string Administrator = "par_admin";
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    private readonly Supervisor supervisor;
    private readonly PostgreSqlBinaries binaries;
    private readonly EmbeddedOptions options;
    private readonly string password;
    private readonly string? user;
    private Task ended = Task.CompletedTask;
    private bool stopping;
    private TaskCompletionSource<Heard>? crashing;

    private EmbeddedCluster(Supervisor supervisor, PostgreSqlBinaries binaries, EmbeddedOptions options, string password, string? user)
    {
        this.supervisor = supervisor;
        this.binaries = binaries;
        this.options = options;
        this.password = password;
        this.user = user;
    }

    /// <summary>The cluster's own folder: data, log, and the administrator's password.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The release that runs, such as 15.18.</summary>
    public string Release => binaries.Release;

    /// <summary>Faults with an <see cref="EmbeddedException"/> when the server ends by itself, for example on a full disk.</summary>
    public Task Ended => ended;

    /// <summary>For whoever creates databases and logins.</summary>
    public string AdminConnectionString => ConnectionString("postgres", Administrator, password);

    /// <summary>Ready commands for a person who kept the folder: start it, look into databases, stop it, delete it.</summary>
    public IReadOnlyList<string> Commands(params IReadOnlyList<string> databases)
    {
        var control = $"{(user is null ? "" : $"runuser -u {user} -- ")}{binaries.Folder}/pg_ctl -D '{Folder}/data'";
        return
        [
            $"start   {control} -o '-p {Port}' -l '{Folder}/log' start",
            .. databases.Select(database => $"look    PGPASSWORD=$(cat '{Folder}/password') {binaries.Folder}/psql -h 127.0.0.1 -p {Port} -U {Administrator} -d {database}"),
            $"stop    {control} -m fast stop",
            $"delete  rm -rf '{Folder}'",
        ];
    }

    /// <summary>Makes a new cluster and starts it. When that fails, nothing of it is left.</summary>
    public static async Task<EmbeddedCluster> Start(EmbeddedOptions options, CancellationToken cancellation)
    {
        options = options with { Under = Path.GetFullPath(options.Under) };
        var user = UnprivilegedUser.ToBecome();
        var binaries = PostgreSqlBinaries.Find(options.Binaries);
        FreeSpace.Require(options.Under);

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var cluster = new EmbeddedCluster(Supervisor.Start(options, binaries, user), binaries, options, password, user);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.StartWithin);
        try
        {
            await cluster.Initialise(limit.Token);
            await cluster.Open(limit.Token);
            return cluster;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var last = cluster.LastWords();
            await cluster.DisposeAsync();
            throw new EmbeddedException(Trouble.TooSlow(options.StartWithin, last));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection string for one database and login of this cluster.</summary>
    public string ConnectionString(string database, string user, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = user,
            Password = password,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>
    /// Stops the server at once, as a crash does, and starts it again on the same port: for whoever tries what a restart does to others.
    /// </summary>
    public async Task Crash(CancellationToken cancellation)
    {
        crashing = new TaskCompletionSource<Heard>(TaskCreationOptions.RunContinuationsAsynchronously);
        var postmaster = File.ReadLines($"{Folder}/data/postmaster.pid").First();
        using (var kill = Process.Start("kill", ["-QUIT", postmaster]))
        {
            await kill.WaitForExitAsync(cancellation);
        }

        await crashing.Task.WaitAsync(cancellation);
        crashing = null;
        if (await StartOn(Port, cancellation) is { } log)
        {
            throw new EmbeddedException(Trouble.Of("start", log, options.Under));
        }
    }

    /// <summary>Stops the server and, unless it is kept, removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping)
        {
            return;
        }

        stopping = true;
        using (supervisor)
        {
            using var limit = new CancellationTokenSource(StopWithin);
            try
            {
                await supervisor.Release(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new EmbeddedException($"The private PostgreSQL in {Folder} did not stop within {StopWithin.TotalSeconds:0} seconds: stop it by hand and remove the folder.");
            }
        }
    }

    private async Task Initialise(CancellationToken cancellation)
    {
        await supervisor.Tell(password, cancellation);
        var heard = await HearUntil(line => line is "initialised", cancellation);
        if (heard.Failure is not null)
        {
            throw new EmbeddedException(Trouble.Of(heard.Failure, heard.Log, options.Under));
        }
    }

    private async Task Open(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = options.NextPort();
            var log = await StartOn(Port, cancellation);
            if (log is null)
            {
                return;
            }

            if (!Trouble.IsPortTaken(log) || attempt == 5)
            {
                throw new EmbeddedException(Trouble.Of("start", log, options.Under));
            }
        }
    }

    /// <summary>Null when the server answers; what it said last when it ended instead.</summary>
    private async Task<IReadOnlyList<string>?> StartOn(int port, CancellationToken cancellation)
    {
        await supervisor.Tell($"start {port}", cancellation);
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var exit = HearUntil(_ => false, CancellationToken.None);
        var answer = Answers(givenUp.Token);
        if (await Task.WhenAny(exit, answer) == answer)
        {
            await answer;
            ended = Watch(exit);
            return null;
        }

        await givenUp.CancelAsync();
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (await exit).Log;
    }

    private async Task Watch(Task<Heard> exit)
    {
        var heard = await exit;
        if (crashing is { } crash)
        {
            crash.SetResult(heard);
        }
        else if (!stopping)
        {
            throw new EmbeddedException(Trouble.Of("run", heard.Log, options.Under));
        }
    }

    /// <summary>Returns once our own server answers our own password; a stranger's server on the port would refuse it.</summary>
    private async Task Answers(CancellationToken cancellation)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(AdminConnectionString) { Pooling = false }.ConnectionString;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (await pause.WaitForNextTickAsync(cancellation))
        {
            if (!File.Exists($"{Folder}/data/postmaster.pid") || !File.ReadAllText($"{Folder}/data/postmaster.pid").Contains("ready", StringComparison.Ordinal))
            {
                continue;
            }

            await using var connection = new NpgsqlConnection(unpooled);
            await connection.OpenAsync(cancellation);
            return;
        }
    }

    private async Task<Heard> HearUntil(Func<string, bool> enough, CancellationToken cancellation)
    {
        var log = new List<string>();
        while (await supervisor.Hear(cancellation) is { } line)
        {
            switch (line.Split(' ', 2))
            {
                case ["folder", var folder]:
                    Folder = folder;
                    break;
                case ["log", var said]:
                    log.Add(said);
                    break;
                case ["failed", var what]:
                    return new Heard(what, log);
                case ["exited"]:
                    return new Heard("exit", log);
                default:
                    if (enough(line))
                    {
                        return new Heard(null, log);
                    }

                    break;
            }
        }

        return new Heard("supervisor", log);
    }

    private string[] LastWords() => File.Exists($"{Folder}/log") ? [.. File.ReadLines($"{Folder}/log").TakeLast(15)] : [];

    private sealed record Heard(string? Failure, IReadOnlyList<string> Log);
}
