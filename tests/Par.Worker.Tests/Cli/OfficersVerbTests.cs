using Par.Worker.Agencies;

namespace Par.Worker.Tests.Cli;

/// <summary>The verb as people run it.</summary>
public sealed class OfficersVerbTests(PostgreSql postgres)
{
    private const string Police = "commune-police/hai-chau";

    [Fact]
    public async Task It_shows_officers_and_enters_and_takes_back_absences()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, shared: null, ("Agencies:HoldToNorms", "false"));
        await bench.Get<Officers>().Enlist(
            [new Officer { Id = "lan", Agency = Police, Name = "Trần Thị Lan", Capacity = 5, Share = 0.5m }], TestContext.Current.CancellationToken);

        var (code, shown, _) = await Run(bench, "show", Police);
        Assert.Equal(0, code);
        Assert.StartsWith("lan (Trần Thị Lan): holds 0 of 5, took 0 of ", shown, StringComparison.Ordinal);
        Assert.EndsWith(" today, works 0.5 of the time", shown, StringComparison.Ordinal);
        Assert.Equal(
            (1, "", "No officer is enlisted at 'nowhere': write the agency's id as in rules/catalogue, such as commune-police/hai-chau."),
            await Run(bench, "show", "nowhere"));
        Assert.Equal(
            (0, "Entered the absence.", ""),
            await Run(bench, "absent", "lan", "--from", "2026-12-01", "--until", "2026-12-03", "--by", "the head"));
        Assert.EndsWith($"{Environment.NewLine}    away from 2026-12-01 until 2026-12-03, says the head", (await Run(bench, "show", Police)).Out, StringComparison.Ordinal);
        Assert.Equal(
            (1, "", "An absence has 3660 days at most, and 2026-12-01 to 9999-12-31 has more. Look at the years; enter a longer one in parts."),
            await Run(bench, "absent", "lan", "--from", "2026-12-01", "--until", "9999-12-31", "--by", "the head"));
        var (misused, _, words) = await Run(bench, "absent", "lan", "--from", "01/12/2026", "--until", "2026-12-03", "--by", "the head");
        Assert.Equal(2, misused);
        Assert.Contains("--from is '01/12/2026': give a day as year-month-day, such as 2026-08-26.", words, StringComparison.Ordinal);
        Assert.Equal(
            (1, "", "Say who takes the absence back: the name is kept with it."),
            await Run(bench, "back", "lan", "--day", "2026-12-02", "--by", " "));
        Assert.Equal(
            (1, "", "An absence does not end before it begins: 2026-12-03 to 2026-12-01. Turn the days round."),
            await Run(bench, "absent", "lan", "--from", "2026-12-03", "--until", "2026-12-01", "--by", "the head"));
        Assert.Equal((0, "Took the absence back.", ""), await Run(bench, "back", "lan", "--day", "2026-12-02", "--by", "the head"));
        Assert.Equal(
            (1, "", "'lan' is not entered as absent on 2026-12-02: look at the id and the day."),
            await Run(bench, "back", "lan", "--day", "2026-12-02", "--by", "the head"));
    }

    private static async Task<(int Code, string Out, string Error)> Run(WorkerBench bench, params string[] verb)
    {
        var settings = Par.Worker.Demo.RegistrySchema.All.ToDictionary(
            schema => $"Registries__{schema.Registry}__ConnectionString", schema => bench.Registries.ConnectionString(schema.Registry));
        settings["Database__ConnectionString"] = bench.Work.ConnectionString;
        var (code, output, error) = await WorkerProcess.Run(Repository.Root, settings, ["officers", .. verb]);
        return (code, output.Trim(), error.Trim());
    }
}
