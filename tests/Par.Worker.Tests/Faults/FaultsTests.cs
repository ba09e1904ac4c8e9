using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Par.Worker.Tests.Faults;

[Collection(Alone.Name)]
public sealed class FaultsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_minute_of_faults_loses_doubles_and_reorders_nothing()
    {
        var seed = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var json = Path.Combine(Path.GetTempPath(), $"par-faults-{seed}.json");
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Par.Worker.Tests", "Par.Load", StringComparison.Ordinal), "par-load.dll");
        var start = new ProcessStartInfo("dotnet", [program, "faults", "--rules", Path.Combine(Repository.Root, "rules"), "--seconds", "60", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--json", json])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        var (words, errors) = (run.StandardOutput.ReadToEndAsync(Cancellation), run.StandardError.ReadToEndAsync(Cancellation));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(10));
        try
        {
            await run.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            run.Kill(entireProcessTree: true);
            throw;
        }

        var said = $"Seed {seed}:{Environment.NewLine}{await words}{await errors}";
        Assert.True(File.Exists(json), said);
        using var verdict = JsonDocument.Parse(await File.ReadAllTextAsync(json, Cancellation));
        File.Delete(json);
        int Count(string name) => verdict.RootElement.GetProperty(name).GetInt32();
        Assert.True((Count("lost"), Count("doubled"), Count("outOfOrder"), Count("wronglyDecided")) == (0, 0, 0, 0), said);
        Assert.Equal(0, run.ExitCode);
        Assert.True(Count("faultsInjected") >= 10, said);
        Assert.True(Count("lifeEvents") >= 500, said);
    }
}
