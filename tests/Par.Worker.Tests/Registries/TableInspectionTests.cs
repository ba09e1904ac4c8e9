using Microsoft.Extensions.Options;
using Par.Rules.Catalogue;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Registries;

public sealed class TableInspectionTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_as_the_catalogue_says_is_good_and_what_its_reading_can_miss_is_said()
    {
        await using var permits = await PermitTables.Create(postgres);

        var seen = await Inspect(permits);

        Assert.Equal([], seen.Where(one => one.Weight == InspectedWeight.Wrong).Select(one => one.Says));
        Assert.Contains("permit.issued: permits.work_permit has the 5 columns of the catalogue.", seen.Select(one => one.Says));
        Assert.Equal(
            [
                "permit.issued: permits.work_permit has no index that begins with updated_at, without which each reading goes through all of it. Run there: create index on \"permits\".\"work_permit\" (\"updated_at\", \"permit_no\");",
                "It keeps no feed, and reading tables can miss something: a row that appears with a moment more than 00:10:00 before the latest one is found only by the nightly reconciliation; "
                    + "a row that is deleted or changed before it was read is never seen as it was; a change to a row that was read already is no new life event. "
                    + "A feed misses nothing: where one may be added, take readFrom out of the catalogue and run what './par registry init' prints then.",
            ],
            Hints(seen).Take(2));
    }

    [Theory]
    [InlineData("alter table permits.work_permit rename column holder_id to holders_id", "permit.issued, subject: permits.work_permit has no column holder_id. Did you mean holders_id?")]
    [InlineData("alter table permits.work_permit alter column updated_at type date", "permit.issued, updatedAt: permits.work_permit.updated_at is date: let a view give it as timestamptz, or name another column in the catalogue.")]
    [InlineData("alter table permits.work_permit alter column valid_from type text", "permit.issued, occurredAt: permits.work_permit.valid_from is text: let a view give it as timestamptz, or name another column in the catalogue.")]
    [InlineData("alter table permits.work_permit alter column valid_until type text", "permit.issued, body.validTo: permits.work_permit.valid_until is text: let a view give it as date, or name another column in the catalogue.")]
    [InlineData("drop table permits.work_permit", "permit.issued: there is no table permits.work_permit. Create it or a view of that name, or mend readFrom of permit.issued in the catalogue.")]
    public async Task What_is_wrong_is_said_with_the_mend(string change, string sentence)
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Do(change);

        Assert.Contains(sentence, (await Inspect(permits)).Where(one => one.Weight == InspectedWeight.Wrong).Select(one => one.Says));
    }

    [Theory]
    [InlineData("alter table permits.work_permit drop constraint work_permit_pkey", "permit.issued: permits.work_permit.permit_no is not unique: of two rows with one key only the first is a life event. Add a unique index, or name another key in the catalogue.")]
    [InlineData("alter table permits.work_permit drop constraint work_permit_pkey, alter column permit_no drop not null", "permit.issued: permits.work_permit.permit_no may be null, and a row without it is passed over for good. Let the registry forbid it: alter table \"permits\".\"work_permit\" alter column \"permit_no\" set not null.")]
    [InlineData("alter table permits.work_permit alter column updated_at drop not null", "permit.issued: permits.work_permit.updated_at may be null, and a row without it is found only by the nightly reconciliation. Let the registry forbid it: alter table \"permits\".\"work_permit\" alter column \"updated_at\" set not null.")]
    [InlineData("alter table permits.work_permit alter column updated_at type timestamp", "permit.issued: permits.work_permit.updated_at has no time zone: it is read as local time. Let a view give it as timestamptz where it is meant otherwise.")]
    public async Task What_may_be_missed_by_the_make_of_the_table_is_a_hint(string change, string sentence)
    {
        await using var permits = await PermitTables.Create(postgres);
        await permits.Do(change);

        Assert.Contains(sentence, Hints(await Inspect(permits)));
    }

    [Fact]
    public async Task The_printed_script_adds_nothing_but_an_index_and_the_right_to_read()
    {
        await using var permits = await PermitTables.Create(postgres);
        var tables = RegistryTable.Of(permits.Bench.Registry("permits"), permits.Bench.Get<RuleCatalogue>());

        var script = TableScript.For(tables, "Host=db;Database=permits;Username=permits_reader");

        Assert.Equal(
            """
            -- For the registry 'permits': nothing is to be added to it, for its tables are read as they are (readFrom in the catalogue).
            -- What makes each reading short is an index on each table that has none; a view needs it on the table below it.
            create index on "permits"."work_permit" ("updated_at", "permit_no");

            grant usage on schema "permits" to "permits_reader";
            grant select on "permits"."work_permit" to "permits_reader";

            """,
            script);
        await permits.Do(script.Split(Environment.NewLine)[2]);
        Assert.DoesNotContain(Hints(await Inspect(permits)), hint => hint.Contains("no index that begins with updated_at", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_start_the_tables_are_asked_for_and_not_the_feed()
    {
        await using var permits = await PermitTables.Create(postgres);
        Assert.Equal([], await permits.Bench.Get<RegistryConnections>().TryAll(Cancellation));
        await permits.Do("alter table permits.work_permit rename column permit_no to permit_nr");

        var problems = await permits.Bench.Get<RegistryConnections>().TryAll(Cancellation);

        Assert.Equal(
            ["The registry 'permits' cannot be read. permit.issued, key: permits.work_permit has no column permit_no. Did you mean permit_nr? "
                + "permit.issued, body.permitNo: permits.work_permit has no column permit_no. Did you mean permit_nr?"],
            problems);
    }

    [Fact]
    public async Task What_keeps_no_feed_cannot_be_followed()
    {
        await using var permits = await PermitTables.Create(postgres);
        await using var worker = await WorkerBench.Create(
            postgres, permits.Registries, settings: [("Rules:Folder", permits.Rules.Folder), ("Registries:permits:Way", "Replication")]);

        var refused = Assert.Throws<OptionsValidationException>(worker.Get<RegistryConnections>);

        Assert.Equal(
            ["Registries:permits:Way is Replication, and the catalogue reads its life events from tables: only a feed can be followed. Leave the setting out."],
            refused.Failures);
    }

    [Fact]
    public async Task A_book_that_reads_a_registry_by_another_way_waits_for_the_next_start()
    {
        await using var permits = await PermitTables.Create(postgres);
        using var other = new CopiedRules();

        Assert.Equal(
            "the life events of the registry 'permits' come by another way than when this program was started (its feed, or tables): start the program again.",
            permits.Bench.Get<RegistryConnections>().WhyNot(Par.Worker.Decisions.RuleBookFiles.Load(other.Folder).Catalogue));
    }

    private static IEnumerable<string> Hints(IReadOnlyList<Inspected> seen) => seen.Where(one => one.Weight == InspectedWeight.Hint).Select(one => one.Says);

    private static Task<IReadOnlyList<Inspected>> Inspect(PermitTables permits) => new RegistryInspection(
        permits.Bench.Get<RegistryConnections>(), permits.Bench.Get<RuleCatalogue>(), permits.Bench.Get<IOptions<RegistriesOptions>>(), TimeProvider.System).Inspect("permits", Cancellation);
}
