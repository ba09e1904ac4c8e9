using static Par.Worker.Tests.Reconciliation.ReconcilingBench;

namespace Par.Worker.Tests.Reconciliation;

/// <summary>What a watermark misses, and how it is found all the same.</summary>
public sealed class TableLookTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_row_that_came_later_than_the_overlap_is_taken_in_by_the_reconciliation()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("punctual");
        await permits.Read();
        await permits.Permit("late", minutesAgo: 60);
        await permits.Permit("with \"quotes\", {commas} and a \\", minutesAgo: 70);
        await permits.Read();

        Assert.Equal(["permits notTakenIn 2"], (await permits.Bench.Reconcile("permits")).Words());

        Assert.Equal(["late", "punctual", "with \"quotes\", {commas} and a \\"], await permits.TakenIn());
        Assert.Equal([], (await permits.Bench.Reconcile("permits")).Words());
        Assert.Equal([], await permits.Bench.Alarms());
    }

    [Fact]
    public async Task A_row_without_a_moment_is_found_and_kept_in_quarantine()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Do("alter table permits.work_permit alter column updated_at drop not null");
        await permits.Permit("P1");
        await permits.Permit("P2");
        await permits.Do("update permits.work_permit set updated_at = null where permit_no = 'P1'");
        await permits.Read();
        Assert.Equal(["P2"], await permits.TakenIn());

        Assert.Equal(["permits notTakenIn 1"], (await permits.Bench.Reconcile("permits")).Words());

        Assert.Equal(
            "The moment at which it was recorded is none that a calendar has: the registry must send it again with the right moment.",
            await permits.Bench.Scalar<string>("select error from par.inbox where state = 'quarantined'"));
        Assert.Equal([], (await permits.Bench.Reconcile("permits")).Words());
    }

    [Fact]
    public async Task What_the_intake_has_not_read_yet_or_will_read_again_is_no_difference()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("unread before anything was");
        Assert.Equal([], (await permits.Bench.Reconcile("permits")).Words());
        await permits.Read();
        await permits.Permit("new");
        await permits.Permit("late", minutesAgo: 5);

        Assert.Equal([], (await permits.Bench.Reconcile("permits")).Words());

        Assert.Equal(["unread before anything was"], await permits.TakenIn());
    }

    [Fact]
    public async Task A_row_that_was_deleted_after_it_was_read_is_told_and_kept()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("oldest", minutesAgo: 120);
        await permits.Permit("deleted", minutesAgo: 60);
        await permits.Permit("newest");
        await permits.Read();
        await permits.Do("delete from permits.work_permit where permit_no = 'deleted'");

        Assert.Equal(["permits notInFeed 1"], (await permits.Bench.Reconcile("permits")).Words());

        Assert.Equal(3, (await permits.TakenIn()).Count);
        Assert.Equal(
            ["permits: The reconciliation of 'permits' found what it cannot repair: 1 notInFeed. './par reconcile list' shows each, and docs/operating.md what to do about it."],
            await permits.Bench.Alarms());
    }

    [Fact]
    public async Task A_table_that_was_emptied_is_told()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1", minutesAgo: 60);
        await permits.Permit("P2");
        await permits.Read();
        await permits.Do("delete from permits.work_permit");

        Assert.Equal(["permits notInFeed 2"], (await permits.Bench.Reconcile("permits")).Words());
    }

    [Fact]
    public async Task A_row_that_is_about_another_person_now_is_told_and_not_overwritten()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1", minutesAgo: 60);
        await permits.Permit("P2");
        await permits.Read();
        await permits.Do("update permits.work_permit set holder_id = '048226000077' where permit_no = 'P1'");

        Assert.Equal(["permits otherSubject 1"], (await permits.Bench.Reconcile("permits")).Words());

        Assert.Equal(["048226000001", "048226000001"], await permits.Bench.Rows<string>("select subject from par.inbox"));
    }

    [Fact]
    public async Task A_run_that_only_tells_takes_nothing_in()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("punctual");
        await permits.Read();
        await permits.Permit("late", minutesAgo: 60);

        Assert.Equal(["permits notTakenIn 1"], (await permits.Bench.Reconcile("permits", reportOnly: true)).Words());

        Assert.Equal(["punctual"], await permits.TakenIn());
        Assert.Equal([], await permits.Bench.Rows<string>(Open));
    }

    [Fact]
    public async Task A_table_longer_than_a_page_is_compared_to_its_end()
    {
        await using var permits = await PermitTables.Create(postgres, ("Reconciliation:PageSize", "2"), ("Intake:PageSize", "2"));
        await permits.Permit("punctual");
        await permits.Read();
        for (var i = 0; i < 5; i++)
        {
            await permits.Permit($"late {i}", minutesAgo: 60);
        }

        Assert.Equal(["permits notTakenIn 5"], (await permits.Bench.Reconcile("permits")).Words());
        Assert.Equal(6, (await permits.TakenIn()).Count);
    }

    [Theory]
    [InlineData("alter table permits.work_permit drop column employer; alter table permits.work_permit rename column permit_no to permit_nr", "permit.issued, key: permits.work_permit has no column permit_no. Did you mean permit_nr? permit.issued, body.permitNo: permits.work_permit has no column permit_no. Did you mean permit_nr?")]
    [InlineData("drop table permits.work_permit", "permit.issued: there is no table permits.work_permit. Create it or a view of that name, or mend readFrom of permit.issued in the catalogue.")]
    public async Task A_table_that_cannot_be_read_is_said_and_closes_nothing(string change, string reason)
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");
        await permits.Read();
        await permits.Do(change);

        Assert.Equal(reason, Assert.Single(await permits.Bench.Reconcile("permits")).Failed);
    }

    [Fact]
    public async Task A_table_on_another_server_waits_for_the_intake()
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Permit("P1");
        await permits.Read();
        await permits.Bench.Execute("update par.watermark set system_identifier = 1");

        Assert.Equal(
            "permit.issued: it stands on another server or in another table than its watermark: the intake begins it anew first",
            Assert.Single(await permits.Bench.Reconcile("permits")).Failed);
    }
}
