using Par.Worker.Rounds;
using Par.Worker.Tests.Rounds;
using static Par.Worker.Tests.Reconciliation.ReconcilingBench;

namespace Par.Worker.Tests.Reconciliation;

public sealed class ReconcilerTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("explanation")]
    [InlineData("explanation - 'once'")]
    public async Task A_finding_whose_dossier_and_once_key_are_gone_is_asked_again_and_opens_one(string asItWasKept)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Execute($"update par.finding set explanation = {asItWasKept}");
        await bench.Tear(
            """
            delete from par.once_key where gate = 'residence.newborn';
            delete from par.queue_item using par.dossier where dossier.id = queue_item.dossier and rule = 'residence.newborn';
            delete from par.dossier where rule = 'residence.newborn'
            """);

        Assert.Equal(["findings notOpened 1"], (await bench.Reconcile()).Words());
        Assert.Equal(1, (await bench.Rounds()).Opened);

        Assert.Equal([], (await bench.Reconcile()).Words());
        Assert.Equal(0, (await bench.Rounds()).Taken);
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.dossier where rule = 'residence.newborn'"));
        Assert.Equal(["notOpened"], await bench.Rows<string>("select kind from par.difference where repaired_at is not null"));
        Assert.Equal([], await bench.Alarms());
    }

    [Fact]
    public async Task A_once_key_whose_dossier_is_gone_stands_in_nobodys_way()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Tear("delete from par.dossier where rule = 'residence.newborn'");

        Assert.Equal(["findings notOpened 1"], (await bench.Reconcile()).Words());

        Assert.Equal(1, (await bench.Rounds()).Opened);
    }

    [Fact]
    public async Task A_dossier_whose_once_key_is_gone_is_told_and_not_opened_twice()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Execute("create table par.aside as select * from par.once_key; delete from par.once_key where gate = 'residence.newborn'");

        Assert.Equal(["findings onceKeyMissing 1"], (await bench.Reconcile()).Words());
        Assert.Equal(0, (await bench.Rounds()).Taken);
        Assert.Equal(
            ["findings: The reconciliation of 'findings' found what it cannot repair: 1 onceKeyMissing. "
                + "'./par reconcile list' shows each, and docs/operating.md what to do about it."],
            await bench.Alarms());

        await bench.Execute("insert into par.once_key select * from par.aside on conflict do nothing");
        Assert.Equal([], (await bench.Reconcile()).Words());
        Assert.Equal([], await bench.Alarms());
    }

    [Fact]
    public async Task A_finding_that_was_asked_again_in_vain_waits_for_a_person()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Tear("delete from par.once_key where gate = 'residence.newborn'; delete from par.dossier where rule = 'residence.newborn'; update par.inbox set state = 'quarantined', error = 'by hand', done_at = null");

        Assert.Equal(0, (await bench.Reconcile()).Sum(look => look.Repaired));
        Assert.Equal([], await bench.Alarms());

        await bench.Reconcile();
        Assert.StartsWith("findings: The reconciliation of 'findings' found what it cannot repair: 1 notOpened. ", Assert.Single(await bench.Alarms()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_reminded_held_discarded_in_shadow_or_opened_by_another_event_is_no_difference()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules()
            .With("birth/reminded.rule.yaml", Sample("reminded"))
            .With("birth/held.rule.yaml", Sample("held"))
            .With("birth/discarded.rule.yaml", Sample("discarded"))
            .With("birth/shadow.rule.yaml", Sample("shadow", "pilot: {shadow: true}"));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await bench.PullBrake("sample.held");
        await bench.PullBrake("sample.discarded");
        await bench.PullBrake("residence.newborn");
        await registries.Birth(Child, Mother);
        await registries.Report(Registry, "birth.registered", Child, LinkedRegistries.BirthBody(Child, Mother));
        await bench.TakeIn(Registry, 2);
        await bench.Rounds();
        await bench.Get<Releases>().Discard("sample.discarded", "Lê Văn Bảy", "The rule asked for the wrong age.", Cancellation);
        await bench.Rounds();
        Assert.Equal(12, await bench.Scalar<int>("select count(*)::int from par.finding where answer = 'due'"));

        Assert.Equal([], (await bench.Reconcile(whole: true)).Words());
        await bench.Execute("update par.finding set explanation = explanation - 'once'");
        Assert.Equal([], (await bench.Reconcile(whole: true)).Words());
    }

    [Fact]
    public async Task A_dossier_without_its_item_its_clock_or_its_life_event_raises_an_alarm_until_they_are_back()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Execute("create table par.items as select * from par.queue_item; create table par.clocks as select * from par.clock; create table par.events as select * from par.inbox");
        await bench.Tear("delete from par.queue_item; delete from par.clock; delete from par.inbox; delete from par.intake_cursor");

        Assert.Equal(["dossiers clockMissing 2", "dossiers eventMissing 2", "dossiers itemMissing 2"], (await bench.Reconcile()).Words());
        Assert.Equal(
            ["dossiers: The reconciliation of 'dossiers' found what it cannot repair: 2 clockMissing, 2 eventMissing, 2 itemMissing. "
                + "'./par reconcile list' shows each, and docs/operating.md what to do about it."],
            await bench.Alarms());

        await bench.Execute("insert into par.inbox select * from par.events; insert into par.queue_item select * from par.items; insert into par.clock select * from par.clocks");
        Assert.Equal([], (await bench.Reconcile()).Words());
        Assert.Equal([], await bench.Alarms());
    }

    [Fact]
    public async Task A_held_dossier_of_which_nothing_is_kept_to_open_is_told()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await bench.PullBrake("residence.newborn");
        await registries.Birth(Child, Mother);
        await bench.TakeIn(Registry, 1);
        await bench.Rounds();
        Assert.Equal([], (await bench.Reconcile()).Words());

        await bench.Execute("delete from par.held");

        Assert.Equal(["dossiers holdMissing 1"], (await bench.Reconcile()).Words());
    }

    [Fact]
    public async Task A_report_tells_the_same_and_changes_nothing()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await registries.Report(Registry, "marriage.registered", Mother);
        await bench.TakeIn(Registry, 2);
        await bench.Tear(
            """
            delete from par.inbox where kind = 'marriage.registered';
            delete from par.once_key where gate = 'residence.newborn';
            delete from par.dossier where rule = 'residence.newborn';
            delete from par.queue_item
            """);
        var before = await Everything(bench);

        var told = (await bench.Reconcile(reportOnly: true)).Words().ToList();

        Assert.Equal(["civil-status notTakenIn 1", "findings notOpened 1", "dossiers itemMissing 1"], told);
        Assert.Equal(before, await Everything(bench));
        Assert.Equal(told, (await bench.Reconcile()).Words());
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await Born(postgres, registries);
        await bench.Tear("delete from par.queue_item; delete from par.inbox");
        await bench.Reconcile();
        var before = await Everything(bench);

        await Task.WhenAll(bench.Reconcile(), bench.Reconcile(), bench.Reconcile());

        const string seenAndLooked = "reconciliation|difference";
        Assert.Equal(before.Where(table => !seenAndLooked.Contains(table.Split(' ')[0], StringComparison.Ordinal)), (await Everything(bench)).Where(table => !seenAndLooked.Contains(table.Split(' ')[0], StringComparison.Ordinal)));
        Assert.Equal(3, await bench.Scalar<int>("select count(*)::int from par.difference"));
    }

    private static string Sample(string name, string more = "") =>
        LawSamples.Rule($"sample.{name}", "{event: birth.registered, subject: Person}", LawSamples.Remind(), more);

    /// <summary>Each table with a sum over all its rows.</summary>
    private static async Task<IReadOnlyList<string>> Everything(WorkerBench bench)
    {
        var tables = await bench.Rows<string>("select tablename from pg_tables where schemaname = 'par' order by tablename");
        var sums = new List<string>();
        foreach (var table in tables)
        {
            sums.Add($"{table} {await bench.Scalar<string>($"select count(*) || ' ' || coalesce(md5(string_agg(one::text, ',' order by one::text)), '') from par.{table} as one")}");
        }

        return sums;
    }
}
