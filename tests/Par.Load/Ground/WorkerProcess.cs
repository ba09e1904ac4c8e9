using System.Diagnostics;
using System.Globalization;
using Par.Worker.Embedded;

namespace Par.Load.Ground;

/// <summary>One worker as a process of its own, as an operator runs it: <c>serve</c> with its settings in the environment.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(15);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly Process process;
    private readonly string address;
    private bool over;

    private WorkerProcess(Process process, string address) => (this.process, this.address) = (process, address);

    public bool HasExited => over || process.HasExited;

    public bool WasKilled { get; private set; }

    /// <summary>How it ended.</summary>
    public int Code => process.ExitCode;

    /// <summary>What it said on its error output, line by line.</summary>
    public List<string> Said { get; } = [];

    /// <summary>The most memory it ever held, in MiB, as the system counts it.</summary>
    public long PeakMiB => File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"))
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) >> 10)
        .Single();

    /// <summary>The time that it has spent on the cores so far.</summary>
    public TimeSpan Spent
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static WorkerProcess Start(Grounds ground, params (string Name, string Value)[] settings) => Start(ground, TimeSpan.Zero, settings);

    /// <summary>With a clock that is off by so much.</summary>
    public static WorkerProcess Start(Grounds ground, TimeSpan off, params (string Name, string Value)[] settings) => Start(
        ground,
        off == TimeSpan.Zero ? ["par-worker.dll", "serve"] : ["par-load.dll", "serve", "--off", off.TotalSeconds.ToString(CultureInfo.InvariantCulture)],
        settings);

    /// <summary>The program of a later release, which knows so many migrations more.</summary>
    public static WorkerProcess StartNewer(Grounds ground, int more, params (string Name, string Value)[] settings) =>
        Start(ground, ["par-load.dll", "newer", "serve", "--more", more.ToString(CultureInfo.InvariantCulture)], settings);

    /// <summary>Migrates with the program of a later release, and gives back how that ended and what was said.</summary>
    public static async Task<(int Code, string Said)> MigrateNewer(Grounds ground, int more, CancellationToken cancellation, params string[] options)
    {
        await using var migrate = Start(ground, ["par-load.dll", "newer", "migrate", "--more", more.ToString(CultureInfo.InvariantCulture), .. options], []);
        await migrate.Exited(cancellation);
        return (migrate.Code, string.Join(Environment.NewLine, migrate.Heard()));
    }

    private static WorkerProcess Start(Grounds ground, string[] words, (string Name, string Value)[] settings)
    {
        var port = LoopbackPort.Free();
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet", [Path.Combine(AppContext.BaseDirectory, words[0]), .. words[1..]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in ground.Settings(port))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var worker = new WorkerProcess(Process.Start(start)!, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        worker.process.OutputDataReceived += (_, line) => worker.Hear(line.Data);
        worker.process.ErrorDataReceived += (_, line) => worker.Hear(line.Data);
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Waits until its desk answers.</summary>
    public async Task Ready(CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        while (await look.WaitForNextTickAsync(cancellation))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(began) > ReadyWithin)
            {
                throw new InvalidOperationException($"A worker did not become ready:{Environment.NewLine}{string.Join(Environment.NewLine, Said)}");
            }

            if (await Answers(cancellation))
            {
                return;
            }
        }
    }

    /// <summary>Sends it a signal: STOP, CONT, TERM or KILL.</summary>
    public void Signal(string signal)
    {
        if (!HasExited)
        {
            WasKilled |= signal == "KILL";
            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<string> Heard()
    {
        lock (Said)
        {
            return [.. Said];
        }
    }

    public Task Exited(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (over)
        {
            return;
        }

        Signal("CONT");
        Signal("TERM");
        using var limit = new CancellationTokenSource(StopWithin, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Signal("KILL");
            await process.WaitForExitAsync(CancellationToken.None);
        }

        over = true;
        process.Dispose();
    }

    private async Task<bool> Answers(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"{address}/health"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            lock (Said)
            {
                Said.Add(line);
            }
        }
    }
}
