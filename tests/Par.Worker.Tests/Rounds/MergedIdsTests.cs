using Par.Worker.Intake;

namespace Par.Worker.Tests.Rounds;

public sealed class MergedIdsTests(PostgreSql postgres)
{
    private const string Registry = "civil-status";
    private const string Former = "048226000061";
    private const string Kept = "048226000062";
    private const string Third = "048226000063";
    private const string Mother = "048199000064";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_opened_under_the_id_that_was_given_up_is_not_opened_again_under_the_one_that_is_kept()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Former, Mother);
        await Take(bench, 1);
        var before = await bench.Scalar<int>("select count(*)::int from par.dossier");
        await Merge(registries, Former, Kept);
        await Take(bench, 2);

        await registries.Birth(Kept, Mother, area: null);
        await Take(bench, 3);

        Assert.Equal((2, 2), (before, await bench.Scalar<int>("select count(*)::int from par.dossier")));
        Assert.Equal(
            [Kept],
            await bench.Rows<string>("select distinct subject from par.finding where decided_at = (select max(decided_at) from par.finding) and answer = 'due' and subject = @Kept", new { Kept }));
        Assert.Equal("", await bench.Scalar<string>("select coalesce(string_agg(ground, ', '), '') from par.dossier"));
    }

    [Fact]
    public async Task What_comes_later_under_the_id_that_was_given_up_is_taken_as_said_of_the_person()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Kept, new DateOnly(2026, 11, 18), mother: Mother);
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        await Merge(registries, Former, Kept);
        await Take(bench, 1);

        await registries.Report(Registry, "birth.registered", Former, LinkedRegistries.BirthBody(Former, Mother));
        await Take(bench, 2);

        Assert.Equal([Kept], await bench.Rows<string>("select distinct subject from par.dossier"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(1, await bench.Scalar<int>("select count(distinct partition)::int from par.inbox"));
        Assert.Equal(Former, await bench.Scalar<string>("select subject from par.inbox where kind = 'birth.registered'"));
    }

    [Fact]
    public async Task A_mother_who_is_named_by_the_id_that_she_gave_up_is_found()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Person(Mother, new DateOnly(1999, 5, 5), "hai-chau");
        await registries.Person(Kept, new DateOnly(2026, 11, 18), mother: Mother);
        await Merge(registries, Third, Mother);
        await Take(bench, 1);

        await registries.Report(Registry, "birth.registered", Kept, LinkedRegistries.BirthBody(Kept, Third));
        await Take(bench, 2);

        Assert.Equal("commune-police/hai-chau", await bench.Scalar<string>("select agency from par.dossier where rule = 'residence.newborn'"));
    }

    [Fact]
    public async Task What_waits_of_both_is_put_in_one_order_and_what_came_in_meanwhile_is_moved_there()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Merge(registries, Former, Kept);
        await Take(bench, 1);
        await registries.Report(Registry, "death.annulled", Former);
        await bench.TakeIn(Registry, 2);
        var atOnce = await bench.Scalar<short>("select partition from par.inbox where kind = 'death.annulled'");
        await bench.Execute("update par.inbox set partition = @wrong where kind = 'death.annulled'", new { wrong = Partition.Of(Former) });

        await bench.Rounds();

        Assert.NotEqual(Partition.Of(Former), Partition.Of(Kept));
        Assert.Equal(Partition.Of(Kept), atOnce);
        Assert.Equal(Partition.Of(Kept), await bench.Scalar<short>("select partition from par.inbox where kind = 'death.annulled' and state = 'done'"));
    }

    [Fact]
    public async Task An_event_that_failed_under_one_id_holds_back_the_later_ones_under_the_other()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Merge(registries, Former, Kept);
        await Take(bench, 1);
        await registries.Report(Registry, "death.annulled", Former);
        await registries.Report(Registry, "birth.annulled", Kept, occurredAt: LinkedRegistries.Confirmed.AddHours(1));
        await bench.TakeIn(Registry, 3);
        await bench.Execute("update par.inbox set attempt = 1, next_try_at = @later where kind = 'death.annulled'", new { later = bench.Clock.Now.AddMinutes(1) });

        await bench.Rounds();
        var held = await bench.Scalar<string>("select state from par.inbox where kind = 'birth.annulled'");
        bench.Clock.Now += TimeSpan.FromMinutes(2);
        await bench.Rounds();

        Assert.Equal("waiting", held);
        Assert.Equal("done", await bench.Scalar<string>("select state from par.inbox where kind = 'birth.annulled'"));
    }

    [Fact]
    public async Task A_merge_that_comes_after_both_had_a_dossier_tells_their_officers()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Former, Mother);
        await registries.Birth(Kept, Mother, area: null);
        await Take(bench, 2);

        await Merge(registries, Former, Kept);
        await Take(bench, 3);

        var numbers = await bench.Rows<string>("select number from par.dossier where rule = 'residence.newborn' order by subject");
        Assert.Equal(
            [$"doubled {numbers[1]}", $"doubled {numbers[0]}"],
            await bench.Rows<string>("select ground from par.dossier where rule = 'residence.newborn' order by subject"));
        Assert.Contains(
            $"Two ids of one person were merged, and dossier {numbers[1]} was opened for the same: keep only one of them.",
            await bench.Rows<string>("select body #>> '{reason,en}' from par.outbox where topic = 'dossier.flagged'"));
        Assert.Equal(4, await bench.Scalar<int>("select count(*)::int from par.outbox where topic = 'dossier.flagged'"));
    }

    [Fact]
    public async Task A_merge_that_was_wrong_and_is_annulled_separates_the_two_again()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Former, Mother);
        await registries.Birth(Kept, Mother, area: null);
        await Take(bench, 2);
        var merge = await Merge(registries, Former, Kept);
        await Take(bench, 3);

        await registries.Report(Registry, "person-merge.annulled", Kept, corrects: merge);
        await Take(bench, 4);

        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.merged_id"));
        Assert.Equal("", await bench.Scalar<string>("select coalesce(string_agg(ground, ', '), '') from par.dossier"));
        Assert.Equal(4, await bench.Scalar<int>("select count(*)::int from par.dossier where closed_at is null"));
        Assert.Equal(
            [Partition.Of(Former)],
            await bench.Rows<short>("select distinct partition from par.inbox where subject = @Former", new { Former }));
    }

    [Fact]
    public async Task What_was_decided_about_the_wrong_person_is_decided_again_when_the_merge_is_annulled()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Kept, Mother);
        await Take(bench, 1);
        var merge = await Merge(registries, Former, Kept);
        await Take(bench, 2);
        await registries.Birth(Former, Mother, area: null);
        await Take(bench, 3);
        var merged = await bench.Scalar<int>("select count(*)::int from par.dossier");

        await registries.Report(Registry, "person-merge.annulled", Kept, corrects: merge);
        await Take(bench, 4);

        Assert.Equal(2, merged);
        Assert.Equal(
            [$"{Former} 2", $"{Kept} 2"],
            await bench.Rows<string>("select subject || ' ' || count(*) from par.dossier where closed_at is null group by subject order by subject"));
    }

    [Fact]
    public async Task A_key_that_moved_with_its_person_moves_back_when_the_merge_is_annulled()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Former, Mother);
        await Take(bench, 1);
        var before = await Keys(bench);
        var merge = await Merge(registries, Former, Kept);
        await Take(bench, 2);
        var merged = await Keys(bench);

        await registries.Report(Registry, "person-merge.annulled", Kept, corrects: merge);
        await Take(bench, 3);

        Assert.NotEqual(before, merged);
        Assert.Equal(before, await Keys(bench));
    }

    [Theory]
    [InlineData(Kept, Kept, "The event says that an id was given up for itself: the registry must send it again with the two ids of the person.")]
    [InlineData(Third, Former, "The id that is kept was itself given up for the other one: the registry must annul one of the two merges, then replay this event.")]
    [InlineData(Former, Third, "The id was given up for another one before: the registry must annul that merge, then replay this event.")]
    [InlineData("12", Kept, "The event merges two ids of one person and names none that was given up: the registry must send it again with a personal id of 12 digits.")]
    public async Task A_merge_that_cannot_be_is_kept_aside_with_its_mend(string former, string into, string reason)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Merge(registries, Former, Kept);
        await Take(bench, 1);
        await Merge(registries, Kept, Third);
        await Take(bench, 2);

        var wrong = await Merge(registries, former, into);
        await Take(bench, 3);

        Assert.Equal($"quarantined {reason}", await bench.Scalar<string>("select state || ' ' || error from par.inbox where event_uid = @wrong", new { wrong }));
        Assert.Equal([Third], await bench.Rows<string>("select distinct person from par.merged_id"));
    }

    [Fact]
    public async Task A_merge_that_is_reported_twice_is_one()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await Merge(registries, Former, Kept);
        await Merge(registries, Former, Kept);
        await Take(bench, 2);

        Assert.Equal((1, 2), (
            await bench.Scalar<int>("select count(*)::int from par.merged_id"),
            await bench.Scalar<int>("select count(*)::int from par.inbox where state = 'done'")));
    }

    private static Task<IReadOnlyList<string>> Keys(WorkerBench bench) =>
        bench.Rows<string>("select gate || ' ' || once_key from par.once_key where freed_at is null order by 1");

    private static Task<Guid> Merge(LinkedRegistries registries, string former, string into) =>
        registries.Report(Registry, "person.merged", into, $$"""{"formerId": "{{former}}"}""");

    private static async Task Take(WorkerBench bench, int count)
    {
        await bench.TakeIn(Registry, count);
        await bench.Rounds();
    }
}
