namespace Par.Worker.Tests.Story;

/// <summary>The service is ended in the middle of a backlog, by a power cut or by a word; nothing is lost, nothing is doubled, nothing is half done.</summary>
public sealed class KilledWorkerTests(PostgreSql postgres)
{
    // One life event to a round, so that a backlog of some hundred is a long way.
    private static readonly (string, string)[] SmallRounds = [("Rounds__Events", "1"), ("Rounds__Partitions", "1"), ("Intake__PageSize", "40")];

    [Fact]
    public async Task Killed_in_the_middle_again_and_again_it_loses_nothing_and_doubles_nothing()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 41);
        var backlog = new Backlog(province);
        await backlog.Write(births: 100, deaths: 40);
        var due = await backlog.Due();
        var told = await backlog.Told();
        Assert.All(due.Values, people => Assert.NotEmpty(people));
        Assert.InRange(told.Count, 200, 400);
        Assert.InRange(backlog.Duplicates, 50, 300);

        // Caught once with dossiers written and notices not, once with everything written and the life event not yet done.
        await KillInside(province, "par.outbox", after: 10, due.Values.Sum(people => people.Count));
        await KillInside(province, "par.inbox", after: 50, due.Values.Sum(people => people.Count));
        await KillAt(province, after: 90);
        await using (await province.Serve(SmallRounds))
        {
            await UntilAllIsDone(province, told.Count);
        }

        await Wholeness.Check(province);
        Assert.Equal(told, Backlog.Sorted(await province.Work<string>("select registry || ' ' || event_uid from par.inbox where state = 'done'")));
        foreach (var (rule, people) in due)
        {
            var opened = await province.Work<string>("select subject from par.dossier where rule = @rule", new { rule });
            Assert.Equal(people, Backlog.Sorted(opened));
        }

        Assert.Equal(due.Values.Sum(people => people.Count), await province.Count("par.dossier"));

        // Each question was answered: two rules ask of a birth, four of a death, three of a residence. Where a card or a death came to be
        // known later, it was asked again, and each answer is one revision.
        Assert.Equal(
            await province.Work<string>(
                """
                select registry || ' ' || event_uid || ' ' || asked.rule
                  from par.inbox
                  join (values ('birth.registered', 'health-insurance.child-under-6'), ('birth.registered', 'residence.newborn'),
                               ('death.registered', 'death.linked'), ('death.registered', 'death.social-pension-funeral'),
                               ('death.registered', 'death.veteran-funeral'), ('death.registered', 'death.youth-volunteer-funeral'),
                               ('residence.registered', 'residence.assistance-moves'), ('residence.registered', 'residence.assistance-handed-over'),
                               ('residence.registered', 'school.transfer')) as asked (kind, rule) using (kind)
                 order by 1
                """),
            await province.Work<string>("select distinct registry || ' ' || event_uid || ' ' || rule from par.finding order by 1"));
        Assert.Empty(await province.Work<string>("select rule from par.finding group by registry, event_uid, rule having count(*) <> max(revision)"));
        Assert.Equal(0, await province.Count("par.open_question"));
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_it_ends_within_ten_seconds_with_nothing_half_done()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 42);
        var backlog = new Backlog(province);
        await backlog.Write(births: 40, deaths: 15);
        var told = await backlog.Told();

        await using (var service = await province.Serve(SmallRounds))
        {
            await UntilSomeDossiers(province, 10);
            await using var held = await HeldTable.Take(province, "par.outbox");
            await held.UntilARoundIsCaught();

            // The round is held up for as long as this test likes: the service has to give it up to keep its promise.
            var (code, took) = await service.Terminate();

            Assert.Equal(0, code);
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }

        Assert.InRange(await province.Count("par.inbox where state = 'done'"), 1, told.Count - 1);
        await Wholeness.Check(province);

        await using (await province.Serve(SmallRounds))
        {
            await UntilAllIsDone(province, told.Count);
        }

        await Wholeness.Check(province);
        Assert.Equal((await backlog.Due()).Values.Sum(people => people.Count), await province.Count("par.dossier"));
    }

    private static async Task KillInside(StoryProvince province, string table, int after, int all)
    {
        await using var service = await province.Serve(SmallRounds);
        await UntilSomeDossiers(province, after);
        await using (var held = await HeldTable.Take(province, table))
        {
            await held.UntilARoundIsCaught();
            await service.Kill();
        }

        Assert.InRange(await province.Count("par.dossier"), after, all - 1);
        await Wholeness.Check(province);
    }

    private static async Task KillAt(StoryProvince province, int after)
    {
        await using var service = await province.Serve(SmallRounds);
        await UntilSomeDossiers(province, after);
        await service.Kill();
        await Wholeness.Check(province);
    }

    private static Task UntilSomeDossiers(StoryProvince province, int count) =>
        Eventually.True(async () => await province.Count("par.dossier") >= count, TimeSpan.FromSeconds(60));

    private static Task UntilAllIsDone(StoryProvince province, int told) =>
        Eventually.True(
            async () => await province.Count("par.inbox where state = 'done'") == told && await province.Count("par.open_question") == 0,
            TimeSpan.FromSeconds(60));
}
