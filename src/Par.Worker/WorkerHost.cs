using Microsoft.Extensions.Logging.Console;

namespace Par.Worker;

/// <summary>The ground the worker runs on: where settings come from, how it logs, and how long it may take to stop.</summary>
internal static class WorkerHost
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
        builder.Configuration.AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true, reloadOnChange: false);
        if (settingsFile is not null)
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(settingsFile), optional: false, reloadOnChange: false);
        }

        builder.Configuration.AddEnvironmentVariables().AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        Log(builder);
        return builder;
    }

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
