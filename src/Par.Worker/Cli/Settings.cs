using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Par.Worker.Cli;

/// <summary>Checks all settings before anything starts, and reports everything that is wrong with them together.</summary>
internal static partial class Settings
{
    public static Option<string?> Option() => new("--settings")
    {
        Description = "A JSON file with settings. Environment variables such as Database__ConnectionString win over it.",
        HelpName = "FILE",
    };

    /// <summary>Reads every section of the worker's settings once, and throws one <see cref="SettingsException"/> for all that is wrong.</summary>
    public static void CheckAll(string? settingsFile)
    {
        var problems = new List<string>();
        var unreadable = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            // A text that is no number or time stops the binder at the first one: note it, leave it out, and read on.
            var builder = WorkerHost.Builder(settingsFile);
            var readable = builder.Configuration.AsEnumerable().Where(setting => setting.Value is not null && !unreadable.Contains(setting.Key)).ToList();
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(readable);
            Program.AddEverything(builder.Services);
            using var services = builder.Services.BuildServiceProvider();
            try
            {
                Validate(services);
                break;
            }
            catch (SettingsException wrong)
            {
                problems.AddRange(wrong.Problems);
                break;
            }
            catch (InvalidOperationException wrong) when (Unreadable.Match(wrong.Message) is { Success: true } found && unreadable.Add(found.Groups["key"].Value))
            {
                problems.Add(Sentence(found));
            }
        }

        if (problems.Count > 0)
        {
            throw new SettingsException(problems);
        }
    }

    /// <summary>Runs the checks that options classes declared with ValidateOnStart.</summary>
    public static void Validate(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException wrong)
        {
            throw new SettingsException([.. wrong.Failures]);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(one => one is OptionsValidationException))
        {
            throw new SettingsException([.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures)]);
        }
    }

    private static string Sentence(Match found) =>
        $"{found.Groups["key"].Value} is '{found.Groups["value"].Value}', which is {Kind(found.Groups["type"].Value)}";

    private static string Kind(string type) => type switch
    {
        "System.TimeSpan" => "no length of time: write it as hh:mm:ss, such as 00:20:00.",
        "System.TimeOnly" => "no time of day: write it as hh:mm, such as 02:30.",
        "System.Int32" or "System.Int64" => "no whole number.",
        "System.Boolean" => "neither true nor false.",
        "System.Uri" => "no address: write it as http://127.0.0.1:5080.",
        _ => $"no {type.Split('.')[^1]}.",
    };

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex Unreadable { get; }
}
