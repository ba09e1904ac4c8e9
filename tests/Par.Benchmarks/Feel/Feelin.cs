using System.Diagnostics;
using System.Text.Json;

namespace Par.Benchmarks.Feel;

/// <summary>feelin on Node: the same expressions over the same people, in a process of its own.</summary>
internal static class Feelin
{
    public static async Task<IReadOnlyList<Measured>> Run(string folder, int rounds)
    {
        var library = Path.Combine(folder, "node_modules", "feelin");
        if (!Directory.Exists(library))
        {
            throw new DirectoryNotFoundException($"There is no feelin in {folder}: run './par bench feel', which installs it.");
        }

        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Feel", "feelin.mjs"), library])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(Work(rounds));
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<List<Measured>>(said, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"feelin.mjs ended with {process.ExitCode}: what it said stands above.");
    }

    private static string Work(int rounds) => JsonSerializer.Serialize(
        new
        {
            Rounds = rounds,
            Expressions = TypicalExpressions.All.Select(one => one.Text),
            People = People.All,
            Day = new Day(People.Today, People.Limit, People.Base),
        },
        JsonSerializerOptions.Web);
}

/// <summary>What one engine made of one expression.</summary>
/// <param name="Nanoseconds">The median time of one evaluation.</param>
/// <param name="Checksum">The numbers it gave, added up; a condition that holds counts as 1.</param>
internal sealed record Measured(double Nanoseconds, decimal Checksum);
