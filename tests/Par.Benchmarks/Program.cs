using Par.Benchmarks.Feel;
using Par.Benchmarks.Rules;

namespace Par.Benchmarks;

/// <summary>One verb for each promised number; it prints ratios measured in one run.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var verb = args.FirstOrDefault() ?? "";
        string[] known = verb switch { "feel" => ["--feelin", "--json"], "rules" => ["--json"], _ => [] };
        if (known.Length == 0)
        {
            return await Refuse($"there is no measurement '{verb}'. Say 'feel --feelin FOLDER [--json FILE]' or 'rules [--json FILE]'.");
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < args.Length; i += 2)
        {
            if (!known.Contains(args[i]))
            {
                return await Refuse($"'{verb}' has no option '{args[i]}'. It has {string.Join(" and ", known)}.");
            }

            if (i + 1 == args.Length)
            {
                return await Refuse($"the option '{args[i]}' needs a value after it.");
            }

            options[args[i]] = args[i + 1];
        }

        var file = options.GetValueOrDefault("--json");
        if (file is not null && CannotWrite(file) is { } why)
        {
            return await Refuse($"the file '{file}' cannot be written: {why} Give --json a file in a folder that is there.");
        }

        if (verb == "feel" && !options.ContainsKey("--feelin"))
        {
            return await Refuse("'feel' needs --feelin FOLDER: where npm installed feelin.");
        }

        var json = verb switch
        {
            "feel" => (await FeelBench.Run(options["--feelin"], Console.Out)).ToJson(),
            _ => RulesBench.Run(Console.Out).ToJson(),
        };
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, json);
        }

        return 0;
    }

    private static async Task<int> Refuse(string why)
    {
        await Console.Error.WriteLineAsync($"par: {why}");
        return 2;
    }

    private static string? CannotWrite(string file)
    {
        try
        {
            using var opened = File.Open(file, FileMode.OpenOrCreate, FileAccess.Write);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return problem.Message;
        }
    }
}
