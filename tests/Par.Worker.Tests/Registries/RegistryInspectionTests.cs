using Dapper;
using Microsoft.Extensions.Options;
using Par.Rules.Catalogue;
using Par.Worker.Registries;

namespace Par.Worker.Tests.Registries;

public sealed class RegistryInspectionTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_registries_of_the_demo_are_as_the_catalogue_says()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);

        foreach (var registry in bench.Get<RuleCatalogue>().Registries.Keys)
        {
            Complaints.None((await Inspect(bench, registry)).Where(one => one.Weight == InspectedWeight.Wrong).Select(one => $"{registry}: {one.Says}"));
        }
    }

    [Theory]
    [InlineData("alter table civil_status.birth rename column mother_id to mothers_id", "Birth.motherId: civil_status.birth has no column mother_id. Did you mean mothers_id?")]
    [InlineData("alter table civil_status.birth alter column registered_on type text", "Birth.registeredOn: civil_status.birth.registered_on is text, and the catalogue says date: let a view give it as date, or mend the type in the catalogue.")]
    [InlineData("drop table civil_status.death", "Death: there is no table civil_status.death. Create it or a view of that name, or mend 'table' of Death in the catalogue.")]
    [InlineData("drop index civil_status.registry_event_in_commit_order", "civil_status.registry_event has no index by (xid, seq), without which each reading goes through all of it. Run there: create index on \"civil_status\".registry_event (xid, seq).")]
    [InlineData("alter table civil_status.registry_event alter column xid drop default", "civil_status.registry_event.xid has no default pg_current_xact_id(): rows of transactions that commit late would be passed over. Run there: alter table \"civil_status\".registry_event alter column xid set default pg_current_xact_id().")]
    [InlineData("alter table civil_status.registry_event alter column subject_id type bigint using 1", "civil_status.registry_event.subject_id is bigint, and must be text: './par registry init civil-status' prints the table as it should be.")]
    [InlineData("drop table civil_status.registry_event", "There is no feed civil_status.registry_event: run what './par registry init civil-status' prints.")]
    public async Task What_is_missing_is_said_with_the_mend(string change, string sentence)
    {
        await using var registries = await LinkedRegistries.Create(postgres, "civil-status");
        await using var bench = await WorkerBench.Create(postgres, registries);
        await using (var connection = await registries["civil-status"].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync(change);
        }

        var wrong = (await Inspect(bench, "civil-status")).Where(one => one.Weight == InspectedWeight.Wrong).Select(one => one.Says).ToList();

        Assert.Contains(sentence, wrong);
    }

    [Fact]
    public async Task Kinds_that_the_catalogue_does_not_have_and_a_missing_nudge_are_hints()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "land");
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report("land", "parcel.painted", "048226000091");
        await using (var connection = await registries["land"].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("drop trigger registry_event_nudges on land.registry_event");
        }

        var hints = (await Inspect(bench, "land")).Where(one => one.Weight == InspectedWeight.Hint).Select(one => one.Says).ToList();

        Assert.Contains("1 of them are of the kind 'parcel.painted', which the catalogue does not have for this registry: they are kept in quarantine. Add the kind to the catalogue, or stop sending it.", hints);
        Assert.Contains("land.registry_event does not say when there is something to read; it is read up to five times a second instead. './par registry init land' prints the trigger.", hints);
    }

    [Fact]
    public async Task The_printed_script_adds_a_feed_that_passes_the_check_with_replication()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "land");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Registries:land:Way", "Replication"));
        var registry = bench.Get<RuleCatalogue>().Registries["land"];
        await using (var connection = await registries["land"].OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("drop table land.registry_event; drop function land.registry_event_nudge");
            await connection.ExecuteAsync(FeedScript.For(registry, registries.ConnectionString("land"), replication: true));
        }

        Complaints.None((await Inspect(bench, "land")).Where(one => one.Weight == InspectedWeight.Wrong).Select(one => one.Says));
    }

    [Fact]
    public async Task A_registry_that_is_away_is_said_with_the_mend()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "land");
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.TakeAway("land");

        var only = Assert.Single(await Inspect(bench, "land"));

        Assert.Equal(InspectedWeight.Wrong, only.Weight);
        Assert.EndsWith("Start it, or mend Registries:land:ConnectionString.", only.Says, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Inspected>> Inspect(WorkerBench bench, string registry) =>
        new RegistryInspection(bench.Get<RegistryConnections>(), bench.Get<RuleCatalogue>(), bench.Get<IOptions<RegistriesOptions>>(), TimeProvider.System)
            .Inspect(registry, Cancellation);
}
