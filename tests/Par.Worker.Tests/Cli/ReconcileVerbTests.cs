using System.Text.Json;
using Par.Worker.Demo;
using Par.Worker.Storage;
using Par.Worker.Tests.Story;

namespace Par.Worker.Tests.Cli;

/// <summary>The reconciliation from the command line, on the databases of a province.</summary>
public sealed class ReconcileVerbTests(PostgreSql postgres)
{
    [Fact]
    public async Task It_tells_what_differs_repairs_what_it_can_and_takes_a_persons_word_for_the_rest()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 47);
        var settings = ServeProcess.SettingsOf(province.Databases);
        await province.Birth(await province.Mother(Par.Worker.Tests.Demo.Synthetic.Areas[0]));
        await using (var service = await province.Serve())
        {
            await Eventually.True(async () => await province.Count("par.dossier") == 2);
        }

        var sound = await WorkerProcess.Run(Repository.Root, settings, "reconcile", "--registry", "civil-status");
        Assert.Equal((0, "civil-status: 1 compared, nothing differs.", ""), sound);

        var land = new Dictionary<string, string>(settings) { ["Registries__land__ConnectionString"] = "Host=127.0.0.1;Port=1;Database=land;Username=reader;Password=hush" };
        var (away, saidAway, _) = await WorkerProcess.Run(Repository.Root, land, "reconcile", "--registry", "land", "--report-only");
        Assert.Equal((1, "land: 0 compared; not to the end: nothing listens there."), (away, saidAway));
        await province.Work<int>("delete from par.queue_item where dossier = (select id from par.dossier where rule = 'residence.newborn') returning 1");
        var file = Path.Combine(Directory.CreateTempSubdirectory("par-reconcile-").FullName, "report.json");
        var (code, told, _) = await WorkerProcess.Run(Repository.Root, settings, "reconcile", "--report-only", "--json", file);
        Assert.Equal(1, code);
        Assert.Contains("dossiers: 2 compared, 1 itemMissing.\n    itemMissing civil-status ", told, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var dossiers = report.RootElement.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("part").GetString() == "dossiers");
        Assert.Equal(1, dossiers.GetProperty("differed").GetProperty("itemMissing").GetInt32());
        Assert.Equal(0, await province.Count("par.difference"));

        await WorkerProcess.Run(Repository.Root, settings, "reconcile");
        var listed = await WorkerProcess.Run(Repository.Root, settings, "reconcile", "list");
        Assert.Matches(@"^1  \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  dossiers  itemMissing civil-status [0-9a-f-]{36} residence\.newborn [0-9a-f-]{36}$", listed.Out);
        Assert.Equal(1, (await WorkerProcess.Run(Repository.Root, settings, "alarms")).Code);

        var accepted = await WorkerProcess.Run(Repository.Root, settings, "reconcile", "accept", "1", "--by", "Lan", "--reason", "Closed on paper.");
        Assert.Equal((0, "Accepted difference 1."), (accepted.Code, accepted.Out));
        Assert.Equal(0, (await WorkerProcess.Run(Repository.Root, settings, "reconcile")).Code);
        Assert.Equal(0, (await WorkerProcess.Run(Repository.Root, settings, "alarms")).Code);
    }

    [Fact]
    public async Task A_registry_that_there_is_not_is_told_with_the_nearest_one()
    {
        await using var province = await ProvinceDatabases.Create(
            await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), TestContext.Current.CancellationToken);
        await using (var work = Database.Open(province.WorkConnectionString))
        {
            await new Migrator(work).Migrate(TestContext.Current.CancellationToken);
        }

        var (code, said, error) = await WorkerProcess.Run(Repository.Root, ServeProcess.SettingsOf(province), "reconcile", "--registry", "civil-statu");

        Assert.Equal((2, "", "There is no registry 'civil-statu'. Did you mean 'civil-status'?"), (code, said, error));
    }
}
