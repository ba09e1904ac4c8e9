using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Par.Worker.Demo;

namespace Par.Worker.Tests.Cli;

/// <summary>The service as a process of its own, on the databases of a province. Disposing it ends it; what it logged goes to the test's output.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> said = new();
    private readonly TaskCompletionSource<Uri> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly Task listening;

    private ServeProcess(Process process)
    {
        this.process = process;
        listening = Task.WhenAll(Listen(process.StandardOutput), Listen(process.StandardError));
    }

    public Uri Address { get; private set; } = null!;

    public string Log => string.Join(Environment.NewLine, said);

    public bool HasExited => process.HasExited;

    /// <summary>The settings by which a worker finds a province, with a desk on a free port.</summary>
    public static Dictionary<string, string> SettingsOf(ProvinceDatabases province, params IEnumerable<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = province.WorkConnectionString,
            ["Desk__Address"] = "http://127.0.0.1:0",
        };
        foreach (var registry in province.Registries)
        {
            settings[$"Registries__{registry.Schema.Registry}__ConnectionString"] = registry.ReaderConnectionString;
        }

        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Starts the service and waits until its desk is open.</summary>
    public static async Task<ServeProcess> Start(IReadOnlyDictionary<string, string> settings)
    {
        var service = new ServeProcess(WorkerProcess.Start(Repository.Root, settings, "serve"));
        var ended = service.process.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAny(service.opened.Task, ended).WaitAsync(Limit, TestContext.Current.CancellationToken);
        if (!service.opened.Task.IsCompleted)
        {
            await service.DisposeAsync();
            Assert.Fail($"The service ended before it opened the desk:{Environment.NewLine}{service.Log}");
        }

        service.Address = await service.opened.Task;
        return service;
    }

    /// <summary>Ends the process as a power cut would: no part of it learns of it.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
    }

    /// <summary>Tells the process to stop, and gives back how it ended and how long that took.</summary>
    public async Task<(int Code, TimeSpan Took)> Terminate()
    {
        var told = TimeProvider.System.GetTimestamp();
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        return (process.ExitCode, TimeProvider.System.GetElapsedTime(told));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        await listening;
        process.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine(Log);
    }

    private async Task Listen(StreamReader stream)
    {
        while (await stream.ReadLineAsync(CancellationToken.None) is { } line)
        {
            said.Enqueue(line);
            if (Opened().Match(line) is { Success: true } found)
            {
                opened.TrySetResult(new Uri(found.Groups[1].Value));
            }
        }
    }

    [GeneratedRegex(@"Opened the desk on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Opened();
}
