using Par.Benchmarks.Feel;

namespace Par.Benchmarks;

/// <summary>One verb for each promised number; it prints ratios measured in one run.</summary>
internal static class Program
{
    private const string Usage = "Say 'feel --feelin FOLDER [--json FILE]': FOLDER is where npm installed feelin, FILE takes the figures.";

    public static async Task<int> Main(string[] args)
    {
        if (args is not ["feel", .. var words] || Options(words) is not { } options || options.GetValueOrDefault("--feelin") is not { } feelin)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var report = await FeelBench.Run(feelin, Console.Out);
        if (options.GetValueOrDefault("--json") is { } file)
        {
            await File.WriteAllTextAsync(file, report.ToJson());
        }

        return 0;
    }

    private static Dictionary<string, string>? Options(string[] words)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i += 2)
        {
            if (words[i] is not ("--feelin" or "--json") || i + 1 == words.Length)
            {
                return null;
            }

            options[words[i]] = words[i + 1];
        }

        return options;
    }
}
