using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Par.Worker.Agencies;
using Par.Worker.Alarms;
using Par.Worker.Books;
using Par.Worker.Decisions;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Decisions;

public sealed class BookWatchTests(PostgreSql postgres)
{
    private const string Residence = "birth/permanent-residence.rule.yaml";
    private const string Child = "048226000011";
    private const string Mother = "048199000012";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_in_service_as_soon_as_it_lies_still()
    {
        using var rules = new CopiedRules();
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        var (watch, log) = Watch(bench, rules);
        await Settle(watch);
        var before = bench.Get<RunningBook>().Current;

        rules.Change(Residence, "level: 3", "level: 3 # reviewed");
        await watch.Look(Cancellation);
        Assert.Same(before, bench.Get<RunningBook>().Current);

        rules.Change(Residence, "# reviewed", "# reviewed again");
        await watch.Look(Cancellation);
        Assert.Same(before, bench.Get<RunningBook>().Current);

        await watch.Look(Cancellation);
        var after = bench.Get<RunningBook>().Current;
        Assert.Equal(RuleBookFiles.Load(rules.Folder).Hash, after.Hash);
        Assert.Equal([$"Put rule book {after.Hash} in service in place of {before.Hash}; rules changed: residence.newborn"], log.Lines);
    }

    [Fact]
    public async Task Each_finding_and_dossier_keeps_the_hash_of_the_book_that_made_it()
    {
        using var rules = new CopiedRules();
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        var (watch, _) = Watch(bench, rules);
        await Settle(watch);
        var before = bench.Get<RunningBook>().Current.Hash;
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();

        rules.Change(Residence, "level: 3", "level: 3 # reviewed");
        await Settle(watch);
        var after = bench.Get<RunningBook>().Current.Hash;
        await registries.Birth("048226000029", Mother, area: null);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();

        const string hashes = "select distinct subject || ' ' || book_hash from par.{0} order by 1";
        string[] expected = [$"{Child} {before}", $"048226000029 {after}"];
        Assert.Equal(expected, await bench.Rows<string>(string.Format(null, hashes, "finding")));
        Assert.Equal(expected, await bench.Rows<string>(string.Format(null, hashes, "dossier")));
    }

    [Fact]
    public async Task A_broken_change_leaves_the_running_book_and_raises_an_alarm_until_the_files_are_whole()
    {
        using var rules = new CopiedRules();
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        var (watch, log) = Watch(bench, rules);
        await Settle(watch);
        var before = bench.Get<RunningBook>().Current;

        rules.Change(Residence, "if: home != null", "if: hom != null");
        await Settle(watch);
        await Settle(watch);

        Assert.Same(before, bench.Get<RunningBook>().Current);
        var alarm = Assert.Single(await bench.Get<Worker.Alarms.Alarms>().Open(Cancellation));
        Assert.Equal((AlarmKind.RuleBook, watch.About), (alarm.Kind, alarm.About));
        var wrong = Assert.Single(RuleBookFiles.Read(rules.Folder).Diagnostics);
        Assert.Equal(
            [wrong.ToString(), $"The rule book in '{rules.Folder}' has a problem: mend what is listed above. A book with one bad rule does not load."],
            alarm.Says.Split(Environment.NewLine));
        Assert.Equal([$"Left rule book {before.Hash} in service: the changed files cannot be.{Environment.NewLine}{alarm.Says}"], log.Lines);

        rules.Change(Residence, "if: hom != null", "if: home != null");
        await Settle(watch);
        Assert.Empty(await bench.Get<Worker.Alarms.Alarms>().Open(Cancellation));
        Assert.Same(before, bench.Get<RunningBook>().Current);
    }

    [Fact]
    public async Task A_new_agency_is_in_the_database_before_its_book_is_in_service()
    {
        using var rules = new CopiedRules();
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        var (watch, log) = Watch(bench, rules);
        await Settle(watch);
        var known = await bench.Scalar<int>("select count(*)::int from par.agency");

        File.AppendAllText(
            Path.Combine(rules.Folder, "catalogue", "agencies.yaml"),
            "# nothing but a remark\n");
        await Settle(watch);

        Assert.EndsWith("; other files changed: catalogue/agencies.yaml", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.Equal(known, await bench.Scalar<int>("select count(*)::int from par.agency"));
        Assert.Equal(known, bench.Get<AgencyDirectory>().All.Count);
    }

    [Fact]
    public async Task Other_registries_need_a_start_and_the_alarm_says_so()
    {
        using var rules = new CopiedRules();
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        var (watch, _) = Watch(bench, rules);
        await Settle(watch);

        rules.Change("catalogue/registries.yaml", "schema: land", "schema: land_2026");
        await Settle(watch);

        Assert.Equal(
            "catalogue/registries.yaml names other registries or schemas than this program was started with (land): "
            + "set Registries:<name> for those that are new, and start the program again.",
            Assert.Single(await bench.Get<Worker.Alarms.Alarms>().Open(Cancellation)).Says);
    }

    [Fact]
    public async Task A_folder_that_went_away_is_an_alarm_and_not_an_empty_book()
    {
        using var rules = new CopiedRules();
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Bench(registries, rules);
        var (watch, _) = Watch(bench, rules);
        await Settle(watch);

        Directory.Move(rules.Folder, $"{rules.Folder}-away");
        try
        {
            await Settle(watch);
            Assert.StartsWith("There is no folder of rules at ", Assert.Single(await bench.Get<Worker.Alarms.Alarms>().Open(Cancellation)).Says, StringComparison.Ordinal);
            Assert.NotEmpty(bench.Get<RunningBook>().Current.Rules);
        }
        finally
        {
            Directory.Move($"{rules.Folder}-away", rules.Folder);
        }
    }

    [Fact]
    public void What_changed_is_told_by_the_ids_of_rules_and_the_paths_of_other_files()
    {
        using var rules = new CopiedRules();
        var (before, old) = (RuleBookFiles.Load(rules.Folder), BookFolder.Read(rules.Folder));
        File.Delete(Path.Combine(rules.Folder, "identity/card-at-14.rule.yaml"));
        rules.Change(Residence, "rule: residence.newborn", "rule: residence.of-a-newborn");
        File.AppendAllText(Path.Combine(rules.Folder, "birth/health-insurance-card.rule.yaml"), "# reviewed\n");
        File.AppendAllText(Path.Combine(rules.Folder, "catalogue/agencies.yaml"), "# reviewed\n");

        var change = BookChange.Between(before, old, RuleBookFiles.Load(rules.Folder), BookFolder.Read(rules.Folder));

        Assert.Equal(
            "rules added: residence.of-a-newborn; rules removed: identity-card.at-14, residence.newborn; "
            + "rules changed: health-insurance.child-under-6; other files changed: catalogue/agencies.yaml",
            change.ToString());
    }

    private static async Task Settle(BookWatch watch)
    {
        await watch.Look(Cancellation);
        await watch.Look(Cancellation);
    }

    private Task<WorkerBench> Bench(LinkedRegistries registries, CopiedRules rules) =>
        WorkerBench.Create(postgres, registries, settings: [("Rules:Folder", rules.Folder)]);

    private static (BookWatch Watch, LogLines<BookWatch> Log) Watch(WorkerBench bench, CopiedRules rules)
    {
        var log = new LogLines<BookWatch>();
        var watch = new BookWatch(
            bench.Get<RunningBook>(), bench.Get<Worker.Agencies.Agencies>(), bench.Get<Worker.Agencies.CalendarEditions>(), bench.Get<RegistryConnections>(), bench.Get<Worker.Alarms.Alarms>(),
            Options.Create(new RulesOptions { Folder = rules.Folder }), bench.Clock, log);
        return (watch, log);
    }

    private sealed class LogLines<T> : ILogger<T>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
