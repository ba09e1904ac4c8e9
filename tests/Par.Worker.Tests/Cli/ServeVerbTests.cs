using Par.Worker.Demo;

namespace Par.Worker.Tests.Cli;

/// <summary>The service as a process: starts on its databases, tells where the desk is, stops when told, and says what is in its way.</summary>
public sealed class ServeVerbTests(PostgreSql postgres)
{
    [Fact]
    public async Task It_opens_the_desk_and_stops_within_ten_seconds_of_being_told()
    {
        await using var province = await ProvinceDatabases.Create(
            await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), TestContext.Current.CancellationToken);
        var settings = ServeProcess.SettingsOf(province);

        var early = await WorkerProcess.Run(Repository.Root, settings, "serve");
        Assert.Equal((1, "The work database lacks 0001_work_database, 0002_book_in_service, 0003_corrections, 0004_chains_and_missing_events, 0005_reorganisations, 0006_corrections_reach_further, 0007_inbox_in_order, 0008_quarantine, 0009_reconciliation, 0010_sent_events, 0011_watermarks, 0012_merged_ids, 0013_registries_watched, 0014_dossiers, 0015_clocks_proved, 0016_queues_at_their_pace, 0017_terms_that_wait: run './par migrate' first."), (early.Code, early.Error));

        var migrated = await WorkerProcess.Run(Repository.Root, settings, "migrate");
        Assert.Equal((0, "Applied 0001_work_database, 0002_book_in_service, 0003_corrections, 0004_chains_and_missing_events, 0005_reorganisations, 0006_corrections_reach_further, 0007_inbox_in_order, 0008_quarantine, 0009_reconciliation, 0010_sent_events, 0011_watermarks, 0012_merged_ids, 0013_registries_watched, 0014_dossiers, 0015_clocks_proved, 0016_queues_at_their_pace, 0017_terms_that_wait. The work database is up to date."), (migrated.Code, migrated.Out));
        var again = await WorkerProcess.Run(Repository.Root, settings, "migrate");
        Assert.Equal((0, "The work database was already up to date."), (again.Code, again.Out));

        await using var service = await ServeProcess.Start(settings);
        using var client = new HttpClient { BaseAddress = service.Address };
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken));

        var quiet = await WorkerProcess.Run(Repository.Root, settings, "alarms");
        Assert.Equal((0, "No alarm is open."), (quiet.Code, quiet.Out));

        var taken = service.Address.GetLeftPart(UriPartial.Authority);
        var second = await WorkerProcess.Run(Repository.Root, new Dictionary<string, string>(settings) { ["Desk__Address"] = taken }, "serve");
        Assert.Equal(
            (1, $"Another program already listens on {taken}: stop it, or set Desk:Address (demo: --port) to a free port."),
            (second.Code, second.Error));

        var (code, took) = await service.Terminate();
        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_named_without_its_password_and_the_service_starts()
    {
        await using var province = await ProvinceDatabases.Create(
            await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), TestContext.Current.CancellationToken);
        var settings = ServeProcess.SettingsOf(province);
        await WorkerProcess.Run(Repository.Root, settings, "migrate");
        settings["Registries__land__ConnectionString"] = "Host=127.0.0.1;Port=1;Database=land;Username=reader;Password=hush";

        await using var service = await ServeProcess.Start(settings);

        Assert.Contains(
            "The registry 'land' at host 127.0.0.1, port 1, database land cannot be read: nothing listens there. Start it, or mend Registries:land:ConnectionString. "
            + "Everything else is worked meanwhile, and it is picked up when it is there",
            service.Log,
            StringComparison.Ordinal);
        Assert.DoesNotContain("hush", service.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Registry land went away", service.Log, StringComparison.Ordinal);
        Assert.Equal(0, (await service.Terminate()).Code);
    }
}
