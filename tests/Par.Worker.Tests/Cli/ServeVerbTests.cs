using System.Diagnostics;
using System.Text.RegularExpressions;
using Par.Worker.Demo;

namespace Par.Worker.Tests.Cli;

/// <summary>The service as a process: starts on its databases, tells where the desk is, stops when told, and says what is in its way.</summary>
public sealed partial class ServeVerbTests(PostgreSql postgres)
{
    [Fact]
    public async Task It_opens_the_desk_and_stops_within_ten_seconds_of_being_told()
    {
        await using var province = await ProvinceDatabases.Create(
            await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), TestContext.Current.CancellationToken);
        var settings = SettingsOf(province);

        var early = await WorkerProcess.Run(Repository.Root, settings, "serve");
        Assert.Equal((1, "The work database lacks 0001_work_database: run './par migrate' first."), (early.Code, early.Error));

        var migrated = await WorkerProcess.Run(Repository.Root, settings, "migrate");
        Assert.Equal((0, "Applied 0001_work_database. The work database is up to date."), (migrated.Code, migrated.Out));
        var again = await WorkerProcess.Run(Repository.Root, settings, "migrate");
        Assert.Equal((0, "The work database was already up to date."), (again.Code, again.Out));

        using var service = WorkerProcess.Start(Repository.Root, settings, "serve");
        try
        {
            var address = await AddressOf(service);
            using var client = new HttpClient { BaseAddress = address };
            Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken));

            var second = await WorkerProcess.Run(Repository.Root, new Dictionary<string, string>(settings) { ["Desk__Address"] = address.GetLeftPart(UriPartial.Authority) }, "serve");
            Assert.Equal(
                (1, $"Another program already listens on {address.GetLeftPart(UriPartial.Authority)}: stop it, or set Desk:Address (demo: --port) to a free port."),
                (second.Code, second.Error));

            var told = TimeProvider.System.GetTimestamp();
            using var kill = Process.Start("kill", ["-TERM", service.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await service.WaitForExitAsync(limit.Token);
            Assert.Equal(0, service.ExitCode);
            Assert.InRange(TimeProvider.System.GetElapsedTime(told), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }
        finally
        {
            if (!service.HasExited)
            {
                service.Kill();
            }
        }
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_named_without_its_password()
    {
        await using var province = await ProvinceDatabases.Create(
            await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), TestContext.Current.CancellationToken);
        var settings = SettingsOf(province);
        await WorkerProcess.Run(Repository.Root, settings, "migrate");
        settings["Registries__land__ConnectionString"] = "Host=127.0.0.1;Port=1;Database=land;Username=reader;Password=hush";

        var (code, _, error) = await WorkerProcess.Run(Repository.Root, settings, "serve");

        Assert.Equal(1, code);
        Assert.Contains("land", error, StringComparison.Ordinal);
        Assert.Contains("Registries:land:ConnectionString", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'));
    }

    private static Dictionary<string, string> SettingsOf(ProvinceDatabases province)
    {
        var settings = new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = province.WorkConnectionString,
            ["Desk__Address"] = "http://127.0.0.1:0",
        };
        foreach (var registry in province.Registries)
        {
            settings[$"Registries__{registry.Schema.Registry}__ConnectionString"] = registry.ReaderConnectionString;
        }

        return settings;
    }

    private static async Task<Uri> AddressOf(Process service)
    {
        _ = service.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await service.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Opened().Match(line) is { Success: true } found)
            {
                _ = service.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Uri(found.Groups[1].Value);
            }
        }

        throw new InvalidOperationException("The service ended before it opened the desk.");
    }

    [GeneratedRegex(@"Opened the desk on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Opened();
}
