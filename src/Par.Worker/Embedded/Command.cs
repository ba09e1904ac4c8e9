using System.Diagnostics;

namespace Par.Worker.Embedded;

/// <summary>Runs a short command to its end.</summary>
internal static class Command
{
    /// <summary>What the command wrote to its standard output.</summary>
    public static string Output(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
