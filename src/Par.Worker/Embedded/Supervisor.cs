using System.ComponentModel;
using System.Diagnostics;

namespace Par.Worker.Embedded;

/// <summary>
/// The detached shell that owns the server for us (supervise.sh). It runs in a session of its own, so Ctrl+C at the terminal
/// does not reach it, and as an ordinary user, because PostgreSQL refuses root. It ends when our end of its input closes.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    // The script travels in the environment, so that 'ps' shows one short line.
    private const string Script = "PAR_SUPERVISE";

    private readonly Process process;

    private Supervisor(Process process) => this.process = process;

    public static Supervisor Start(EmbeddedOptions options, PostgreSqlBinaries binaries, string? user)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        if (user is not null)
        {
            start.ArgumentList.Add("setpriv");
            start.ArgumentList.Add($"--reuid={user}");
            start.ArgumentList.Add($"--regid={UnprivilegedUser.GroupOf(user)}");
            start.ArgumentList.Add("--clear-groups");
        }

        foreach (var argument in (string[])
        [
            "sh", "-c", $"eval \"${Script}\"", "par-embedded", options.Under, binaries.Folder,
            options.Durability == Durability.On ? "on" : "off", options.Keep ? "yes" : "no",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        // A clean environment: no PGDATA or PGPORT of the caller, and messages in English, which we read.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment[Script] = Text();
        try
        {
            return new Supervisor(Process.Start(start)!);
        }
        catch (Win32Exception absent)
        {
            throw new EmbeddedException(Trouble.NoSupervisor, absent);
        }
    }

    public ValueTask<string?> Hear(CancellationToken cancellation) => process.StandardOutput.ReadLineAsync(cancellation);

    public async Task Tell(string line, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);
        }
        catch (IOException gone)
        {
            throw new EmbeddedException(Trouble.NoSupervisor, gone);
        }
    }

    /// <summary>Lets go of the server: the supervisor stops it, puts the folder away and ends.</summary>
    public async Task Release(CancellationToken cancellation)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException) when (process.HasExited)
        {
            // What was still to be written has nobody to read it.
            return;
        }

        await process.WaitForExitAsync(cancellation);
    }

    public void Dispose() => process.Dispose();

    private static string Text()
    {
        using var stream = typeof(Supervisor).Assembly.GetManifestResourceStream("Embedded/supervise.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
