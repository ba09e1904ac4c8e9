using System.Diagnostics;
using System.Runtime.CompilerServices;
using Par.Worker.Embedded;

namespace Par.Worker.Tests.Embedded;

/// <summary>This test program run a second time, as the owner of a cluster that the test then kills.</summary>
internal sealed class OwnerProcess : IDisposable
{
    private const string Variable = "PAR_TEST_OWNS_A_CLUSTER_UNDER";

    private readonly Process process;

    private OwnerProcess(Process process, string folder)
    {
        this.process = process;
        Folder = folder;
    }

    public string Folder { get; }

    public static async Task<OwnerProcess> Start(string under)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OwnerProcess).Assembly.Location);
        }

        start.Environment[Variable] = under;
        var process = Process.Start(start)!;
        var folder = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new OwnerProcess(process, folder ?? throw new InvalidOperationException("The owner ended before its cluster was up."));
    }

    /// <summary>kill -9, and then waits until nobody holds the owner's standard output any more.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>Runs before the test framework's own Main. Only the child has the variable, and it never gets as far as Main.</summary>
    [ModuleInitializer]
    internal static void OwnAClusterUntilKilled()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } under)
        {
            return;
        }

        var options = new EmbeddedOptions { Under = under, Durability = Durability.Off };
        var cluster = EmbeddedCluster.Start(options, CancellationToken.None).GetAwaiter().GetResult();
        Console.WriteLine(cluster.Folder);
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMinutes(2));
        Environment.Exit(1);
    }
}
