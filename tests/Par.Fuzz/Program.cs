using System.Globalization;
using Par.Fuzz.Feel;

namespace Par.Fuzz;

/// <summary>The long form of the fuzz tests, which run for seconds in <c>./par test</c> and for as long as one likes here.</summary>
internal static class Program
{
    private const string Usage = "Say 'fuzz feel --seconds N', and '--seed N' to run the same items again; or 'fuzz feel --seed N --number N' to run one of them.";

    public static int Main(string[] args)
    {
        if (args is not ["feel", .. var words] || Options(words) is not { } options || (!options.ContainsKey("--seconds") && !options.ContainsKey("--number")))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var seed = options.TryGetValue("--seed", out var given) ? given : TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var fuzz = new FeelFuzz((ulong)seed, Console.Out);
        return (options.TryGetValue("--number", out var number) ? fuzz.RunOne((uint)number) : fuzz.Run(TimeSpan.FromSeconds(options["--seconds"]))) ? 0 : 1;
    }

    private static Dictionary<string, long>? Options(string[] words)
    {
        var options = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i += 2)
        {
            if (words[i] is not ("--seconds" or "--seed" or "--number") || i + 1 == words.Length
                || !long.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            options[words[i]] = number;
        }

        return options;
    }
}
