using System.Diagnostics;

namespace Par.Worker.Tests.Cli;

/// <summary>The real program, run as people run it.</summary>
internal static class WorkerProcess
{
    // The tests and the program are built side by side: artifacts/bin/<project>/<configuration>.
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("Par.Worker.Tests", "Par.Worker", StringComparison.Ordinal), "par-worker.dll");

    public static Process Start(string folder, IReadOnlyDictionary<string, string>? settings, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<(int Code, string Out, string Error)> Run(string folder, IReadOnlyDictionary<string, string>? settings, params string[] words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var process = Start(folder, settings, words);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, (await output).ReplaceLineEndings("\n").TrimEnd('\n'), (await error).ReplaceLineEndings("\n").TrimEnd('\n'));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
