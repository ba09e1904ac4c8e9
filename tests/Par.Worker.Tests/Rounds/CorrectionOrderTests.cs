namespace Par.Worker.Tests.Rounds;

/// <summary>Corrections in every order and number: what comes out is what the last of them says.</summary>
public sealed class CorrectionOrderTests(PostgreSql postgres)
{
    private static readonly DateTimeOffset Later = LinkedRegistries.Confirmed.AddHours(1);

    [Fact]
    public async Task Several_corrections_of_one_batch_come_to_what_the_last_one_says()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Report("birth.corrected", CorrectedBirth.Body(mother: CorrectedBirth.OtherMother));
        await Report(birth, "birth.corrected", CorrectedBirth.Body(childName: "Trần Ân"), birth.Birth, 3);

        var result = await birth.Bench.Rounds();

        Assert.Equal(2, result.Refreshed);
        Assert.Equal("queued, refreshed, handle at commune-police/hai-chau", await birth.Standing());
        Assert.Equal("Trần Ân", await Name(birth));
    }

    [Fact]
    public async Task A_correction_of_a_correction_is_what_counts()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        var first = await birth.Correct(mother: CorrectedBirth.OtherMother);

        await Report(birth, "birth.corrected", CorrectedBirth.Body(childName: "Trần Ân"), first, 3);
        await birth.Bench.Rounds();

        Assert.Equal("queued, refreshed, handle at commune-police/hai-chau", await birth.Standing());
        Assert.Equal("Trần Ân", await Name(birth));
    }

    [Fact]
    public async Task The_same_correction_twice_changes_nothing_the_second_time()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Correct(childName: "Trần Ân");
        var told = await birth.Told();

        await birth.Correct(childName: "Trần Ân");

        Assert.Equal(told, await birth.Told());
        Assert.Equal(1, await birth.Bench.Scalar<int>(
            "select count(*)::int from par.dossier_change where change = 'refreshed' and dossier = @Residence", new { birth.Residence }));
    }

    [Fact]
    public async Task An_annulment_beside_a_correction_wins_whatever_their_order()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Report("birth.annulled", "{}");
        await Report(birth, "birth.corrected", CorrectedBirth.Body(childName: "Trần Ân"), birth.Birth, 3);

        await birth.Bench.Rounds();

        Assert.Equal("withdrawn, withdrawn, in no queue", await birth.Standing());
    }

    [Fact]
    public async Task A_correction_while_a_question_is_open_is_what_the_question_is_asked_on()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "health-insurance");
        await using var bench = await WorkerBench.Create(postgres, registries);
        var birth = await registries.Birth(CorrectedBirth.Child, CorrectedBirth.Mother);
        await bench.TakeIn("civil-status", 1);
        await registries.TakeAway("health-insurance");
        Assert.Equal(1, (await bench.Rounds()).Undecided);

        await registries.Report("civil-status", "birth.corrected", CorrectedBirth.Child, CorrectedBirth.Body(childName: "Trần Ân"), corrects: birth);
        await bench.TakeIn("civil-status", 2);
        await bench.Rounds();
        await registries.LetBack("health-insurance");
        bench.Clock.Now += TimeSpan.FromMinutes(30);
        await Eventually.True(async () =>
        {
            await bench.Get<Worker.Intake.FeedIntake>().TakeNext(bench.Registry("health-insurance"), TestContext.Current.CancellationToken);
            await bench.Execute("update par.open_question set next_try_at = '2026-01-01'");
            await bench.Rounds();
            return await bench.Scalar<int>("select count(*)::int from par.open_question") == 0;
        });

        Assert.Equal(
            ["1.004222 Trần Ân", "3.000722 Trần Ân"],
            await bench.Rows<string>("select procedure || ' ' || (prefill -> 'fullName' ->> 'value') from par.dossier order by procedure"));
    }

    [Fact]
    public async Task A_once_key_that_is_another_now_closes_the_one_and_opens_the_other()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        const string twin = "048226000054";
        await birth.Registries.Person(twin, new DateOnly(2026, 11, 18), mother: CorrectedBirth.Mother);

        await birth.Report("birth.corrected", CorrectedBirth.Body(), subject: twin);
        var result = await birth.Bench.Rounds();

        Assert.Equal((2, 2), (result.Withdrawn, result.Opened));
        Assert.Equal(
            [$"{twin} queued", $"{CorrectedBirth.Child} withdrawn"],
            await birth.Bench.Rows<string>("select subject || ' ' || state from par.dossier where level = 3 order by state"));
    }

    [Fact]
    public async Task When_one_of_two_registrations_of_a_birth_is_annulled_the_other_one_opens()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Registries.Report("civil-status", "birth.registered", CorrectedBirth.Child, CorrectedBirth.Body());
        await birth.Bench.TakeIn("civil-status", 2);
        Assert.Equal(0, (await birth.Bench.Rounds()).Opened);

        await Report(birth, "birth.annulled", "{}", birth.Birth, 3);
        var result = await birth.Bench.Rounds();

        Assert.Equal((2, 2), (result.Withdrawn, result.Opened));
        Assert.Equal(["queued", "withdrawn"], await birth.Bench.Rows<string>("select state from par.dossier where level = 3 order by state"));
    }

    private static async Task Report(CorrectedBirth birth, string kind, string body, Guid corrects, int count)
    {
        await birth.Registries.Report("civil-status", kind, CorrectedBirth.Child, body, Later, corrects: corrects);
        await birth.Bench.TakeIn("civil-status", count);
    }

    private static Task<string?> Name(CorrectedBirth birth) =>
        birth.Bench.Scalar<string>("select prefill -> 'fullName' ->> 'value' from par.dossier where id = @Residence", new { birth.Residence });
}
