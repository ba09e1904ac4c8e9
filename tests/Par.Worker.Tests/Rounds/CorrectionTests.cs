namespace Par.Worker.Tests.Rounds;

public sealed class CorrectionTests(PostgreSql postgres)
{
    private const string Registry = "civil-status";
    private const string Child = "048226000031";
    private const string Mother = "048199000032";
    private const string OtherMother = "048199000033";

    [Fact]
    public async Task An_annulled_birth_withdraws_its_untouched_dossiers_with_the_reason()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = await registries.Birth(Child, Mother);
        await bench.TakeIn(Registry, 1);
        await bench.Rounds();

        await registries.Report(Registry, "birth.annulled", Child, """{"registrationNo": "B", "annulledOn": "2026-11-22"}""", corrects: birth);
        await bench.TakeIn(Registry, 2);
        var result = await bench.Rounds();

        Assert.Equal(2, result.Withdrawn);
        Assert.Equal(["withdrawn"], await bench.Rows<string>("select distinct state from par.dossier"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.queue_item"));
        Assert.Equal(
            ["Sự kiện làm căn cứ đã bị hủy trong sổ gốc."],
            await bench.Rows<string>("select distinct reason from par.dossier_change where change = 'withdrawn'"));
    }

    [Fact]
    public async Task A_dossier_that_an_officer_has_begun_is_flagged_and_left_to_the_officer()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = await registries.Birth(Child, Mother);
        await bench.TakeIn(Registry, 1);
        await bench.Rounds();
        await bench.Execute("update par.queue_item set attempt = 1");

        await registries.Report(Registry, "birth.annulled", Child, "{}", corrects: birth);
        await bench.TakeIn(Registry, 2);
        await bench.Rounds();

        Assert.Equal(
            ["prepared", "queued"],
            await bench.Rows<string>("select state from par.dossier order by state"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.dossier_change where change = 'groundFell'"));
    }

    [Fact]
    public async Task A_birth_that_was_annulled_before_its_turn_opens_nothing()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = Guid.NewGuid();
        await registries.Report(Registry, "birth.annulled", Child, "{}", corrects: birth);
        await bench.TakeIn(Registry, 1);
        await bench.Rounds();

        await registries.Birth(Child, Mother, uid: birth);
        await bench.TakeIn(Registry, 2);
        var result = await bench.Rounds();

        Assert.Equal((0, 0), (result.Due, result.Opened));
        Assert.Equal("done Annulled before anything was decided.", await bench.Scalar<string>("select state || ' ' || error from par.inbox where corrects is null"));
    }

    [Fact]
    public async Task A_corrected_mother_moves_the_untouched_dossiers_to_the_agency_of_her_commune()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = await registries.Birth(Child, Mother);
        await registries.Person(OtherMother, new DateOnly(1998, 1, 1), "an-khe");
        await bench.TakeIn(Registry, 1);
        await bench.Rounds();

        await registries.Report(Registry, "birth.corrected", Child, LinkedRegistries.BirthBody(Child, OtherMother), corrects: birth);
        await bench.TakeIn(Registry, 2);
        var result = await bench.Rounds();

        Assert.Equal((2, 0, 0), (result.Refreshed, result.Withdrawn, result.Opened));
        Assert.Equal(
            ["commune-police/an-khe queued", "social-insurance/an-khe prepared"],
            await bench.Rows<string>("select agency || ' ' || state from par.dossier order by agency"));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.finding where revision = 2 and answer = 'due'"));
    }

    [Fact]
    public async Task A_correction_that_changes_nothing_for_a_dossier_leaves_it_alone()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = await registries.Birth(Child, Mother);
        await bench.TakeIn(Registry, 1);
        await bench.Rounds();

        await registries.Report(Registry, "birth.corrected", Child, LinkedRegistries.BirthBody(Child, Mother), corrects: birth);
        await bench.TakeIn(Registry, 2);
        var result = await bench.Rounds();

        Assert.Equal((0, 0), (result.Withdrawn, result.Opened));
        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.queue_item"));
    }

    [Fact]
    public async Task A_correction_that_comes_before_its_event_is_what_the_event_says()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = Guid.NewGuid();
        await registries.Person(OtherMother, new DateOnly(1998, 1, 1), "an-khe");
        await registries.Report(Registry, "birth.corrected", Child, LinkedRegistries.BirthBody(Child, OtherMother), corrects: birth);
        await registries.Birth(Child, Mother, uid: birth);
        await bench.TakeIn(Registry, 2);

        await bench.Rounds();

        Assert.Equal(
            ["commune-police/an-khe", "social-insurance/an-khe"],
            await bench.Rows<string>("select agency from par.dossier order by agency"));
    }
}
