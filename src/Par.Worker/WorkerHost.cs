using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Console;

namespace Par.Worker;

/// <summary>The ground the worker runs on: where settings come from, how it logs, and how long it may take to stop.</summary>
internal static partial class WorkerHost
{
    // The promise is ten seconds from SIGTERM to the end of the process; the last one is for the process itself.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(9);

    /// <summary>
    /// Settings, later ones win: appsettings.json of the working directory, the settings file, environment variables
    /// (<c>Database__ConnectionString</c>), then those handed in.
    /// </summary>
    public static WebApplicationBuilder Builder(string? settingsFile = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WorkerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });

        builder.Configuration.Sources.Clear();
        AddFile(builder.Configuration, Path.GetFullPath("appsettings.json"), optional: true);
        if (settingsFile is not null)
        {
            AddFile(builder.Configuration, Path.GetFullPath(settingsFile), optional: false);
        }

        builder.Configuration.AddEnvironmentVariables().AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        Log(builder);
        return builder;
    }

    private static void AddFile(IConfigurationBuilder configuration, string file, bool optional)
    {
        try
        {
            configuration.AddJsonFile(file, optional, reloadOnChange: false);
        }
        catch (FileNotFoundException)
        {
            throw new SettingsException([$"There is no settings file {file}: check the path."]);
        }
        catch (InvalidDataException wrong)
        {
            throw new SettingsException([NotJson(file, wrong.InnerException?.InnerException ?? wrong)]);
        }
    }

    // file:line:column, counted from one as editors do; the reader counts lines from nought and columns in bytes.
    private static string NotJson(string file, Exception wrong)
    {
        if (wrong is not JsonException { LineNumber: { } line, BytePositionInLine: { } bytes })
        {
            return $"{file}: the settings file is not valid JSON: {wrong.Message}";
        }

        var text = Encoding.UTF8.GetBytes(File.ReadLines(file).ElementAtOrDefault((int)line) ?? "");
        var column = Encoding.UTF8.GetCharCount(text.AsSpan(0, (int)Math.Min(bytes, text.Length))) + 1;
        var reason = PlaceInMessage.Replace(wrong.Message, "");
        return string.Create(CultureInfo.InvariantCulture, $"{file}:{line + 1}:{column}: the settings file is not valid JSON: {reason}");
    }

    [GeneratedRegex(@"\s*(Path: \S* \| )?LineNumber: .*$", RegexOptions.Singleline)]
    private static partial Regex PlaceInMessage { get; }

    private static void Log(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddFilter("Npgsql", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning)
            // Says once per start that keys live in memory only; docs say the same, and Desk:KeysFolder changes it.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // What ends the host is reported once, at the edge, in words.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
                console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
            });
    }
}
