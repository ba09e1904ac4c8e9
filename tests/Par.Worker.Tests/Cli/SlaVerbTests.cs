using System.Text.Json;
using Par.Worker.Agencies;

namespace Par.Worker.Tests.Cli;

/// <summary>The verb as people run it.</summary>
public sealed class SlaVerbTests(PostgreSql postgres)
{
    [Fact]
    public async Task It_proves_a_due_date_and_ends_with_1_when_one_was_changed()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await bench.Start(service => service is AgenciesAtStart);
        await registries.Birth("048226000011", "048199000012");
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        var number = await bench.Scalar<string>("select number from par.dossier where procedure = '1.004222'");
        var file = Path.Combine(Directory.CreateTempSubdirectory("par-sla-").FullName, "proof.json");

        var proved = await Run(bench, number!, "--json", file);
        using (var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)))
        {
            var clock = json.RootElement.GetProperty("clocks")[0];
            Assert.Equal(("2026-12-02T10:30:00+00:00", true, 8), (clock.GetProperty("dueAt").GetString(), clock.GetProperty("agrees").GetBoolean(), clock.GetProperty("counted").GetArrayLength()));
        }

        await bench.Execute("update par.clock set due_at = due_at + interval '1 day'; update par.queue_item set due_at = due_at + interval '1 day'");
        var changed = await Run(bench, number!);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Equal((0, ""), (proved.Code, proved.Error));
        Assert.Contains("\n  moved by  2026-11-24 Ngày Văn hóa Việt Nam / Vietnam Culture Day, published on 2026-01-13\n  due       2026-12-02 17:30:00\n  agrees with the stored due date", proved.Out, StringComparison.Ordinal);
        Assert.Equal((1, ""), (changed.Code, changed.Error));
        Assert.EndsWith("  DIFFERS: The statutory clock is stored as due at 2026-12-03 17:30:00, but counts to 2026-12-02 17:30:00.", changed.Out, StringComparison.Ordinal);
        Assert.Equal(
            (2, "", "There is no dossier 'H17.5-260313-0001': write its number as the desk shows it, such as H17.5-260313-0001."),
            await Run(bench, "H17.5-260313-0001"));
    }

    private static Task<(int Code, string Out, string Error)> Run(WorkerBench bench, params string[] words)
    {
        var settings = new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = bench.Work.ConnectionString,
            ["Rules__Folder"] = Path.Combine(Repository.Root, "rules"),
        };
        foreach (var schema in Par.Worker.Demo.RegistrySchema.All)
        {
            settings[$"Registries__{schema.Registry}__ConnectionString"] = bench.Registries.ConnectionString(schema.Registry);
        }

        return WorkerProcess.Run(Repository.Root, settings, ["sla", "prove", .. words]);
    }
}
