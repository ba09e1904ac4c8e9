using Par.Rules.Calendars;
using Par.Worker.Dossiers;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Tests.Rounds;

public sealed class OpeningsTests(PostgreSql postgres)
{
    [Fact]
    public async Task Level_3_opens_into_the_queue_with_the_procedures_own_term()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.Due(deadline: Term.WorkingDays(3)) with { DeadlineFrom = Commune.Wednesday.AddDays(-1) };

        var opened = (await commune.Open(due)).Dossiers.Single();

        var row = (await commune.Dossiers.Find(opened.Dossier, Commune.Cancellation))!;
        Assert.Equal((DossierState.Queued, "H17.1-260826-0001", "1.004222", due.Finding), (row.State, row.Number, row.Procedure, row.Finding));
        Assert.Equal("""{"fullName": "Trần Thị Bé"}""", row.Prefill);
        var clock = await commune.ClockOf(opened.Dossier, ClockKind.Statutory);
        Assert.Equal(new DateTimeOffset(2026, 8, 28, 10, 30, 0, TimeSpan.Zero), clock.DueAt);
        Assert.Equal(("3 working days", "Law on Residence, art. 22", opened.DueAt), (clock.Term, clock.Law, clock.DueAt));
        var item = (await commune.Queues.Show(Commune.Police, null, 10, null, Commune.Cancellation)).Single();
        Assert.Equal(("handle", clock.DueAt, 0), (item.Task, item.DueAt, item.Attempt));
        Assert.Equal(["dossier.opened agency/commune-police/hai-chau", "notice.opened person/048199000012"], await Told(commune));
    }

    [Fact]
    public async Task Level_2_is_prepared_and_waits_for_the_person()
    {
        await using var commune = await Commune.Found(postgres);

        var opened = await commune.OpenOne(level: 2);

        Assert.Equal(DossierState.Prepared, await commune.StateOf(opened.Dossier));
        Assert.Equal("30 working days", (await commune.ClockOf(opened.Dossier, ClockKind.Answer)).Term);
        Assert.Equal("awaitAnswer", (await commune.Queues.Show(Commune.Police, null, 10, null, Commune.Cancellation)).Single().Task);
        Assert.Equal(["dossier.opened agency/commune-police/hai-chau", "notice.offer person/048199000012"], await Told(commune));
    }

    [Fact]
    public async Task Level_1_reminds_and_opens_nothing()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.Due(level: 1);

        var first = await commune.Open(due);
        var again = await commune.Open(due);

        Assert.Equal((0, 1, 0), (first.Dossiers.Count, first.Reminders.Count, first.AlreadyOpen.Count));
        Assert.Equal((0, 0, 1), (again.Dossiers.Count, again.Reminders.Count, again.AlreadyOpen.Count));
        Assert.Equal(1, await commune.Scalar<long>("select count(*) from par.reminder"));
        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.dossier"));
        Assert.Equal(["notice.reminder person/048199000012"], await Told(commune));
    }

    [Theory]
    [InlineData(1, "notice.reminder")]
    [InlineData(2, "notice.offer")]
    [InlineData(3, "notice.opened")]
    public async Task Everyone_whom_the_rule_names_is_told_with_a_row_of_their_own(int level, string topic)
    {
        await using var commune = await Commune.Found(postgres);

        await commune.Open(await commune.Due(level) with { Tell = ["048199000012", "048098000013"] });

        Assert.Equal([$"{topic} person/048098000013", $"{topic} person/048199000012"], (await Told(commune)).Where(told => told.StartsWith("notice.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, "notice.reminder")]
    [InlineData(2, "notice.offer")]
    [InlineData(3, "notice.opened")]
    public async Task When_the_rule_names_nobody_the_agency_tells_the_family(int level, string topic)
    {
        await using var commune = await Commune.Found(postgres);

        await commune.Open(await commune.Due(level) with { Tell = [] });

        Assert.Equal([$"{topic} agency/commune-police/hai-chau"], (await Told(commune)).Where(told => told.StartsWith("notice.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_rule_without_a_term_gets_the_one_of_the_settings()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.Due() with { Deadline = null, DeadlineLaw = null };

        var opened = (await commune.Open(due)).Dossiers.Single();

        Assert.Equal("10 working days", (await commune.ClockOf(opened.Dossier, ClockKind.Statutory)).Term);
    }

    [Fact]
    public async Task Opening_twice_opens_once()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.DueMany(5);

        var first = await commune.Open(due);
        var again = await commune.Open(due);

        Assert.Equal((5, 0), (first.Dossiers.Count, first.AlreadyOpen.Count));
        Assert.Equal((0, 5), (again.Dossiers.Count, again.AlreadyOpen.Count));
        Assert.Equal(5, await commune.Scalar<long>("select count(*) from par.dossier"));
        Assert.Equal(5, await commune.Scalar<int>("select last from par.dossier_counter"));
    }

    [Fact]
    public async Task The_same_once_key_twice_in_one_batch_opens_once()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.DueMany(2, onceKey: "048226000001");

        var opened = await commune.Open(due);

        Assert.Equal(due[0].Finding, opened.Dossiers.Single().Finding);
        Assert.Equal(due[1].Finding, opened.AlreadyOpen.Single().Finding);
    }

    [Fact]
    public async Task Eight_openers_of_the_same_ground_open_it_once_and_do_not_deadlock()
    {
        await using var commune = await Commune.Found(postgres);
        var due = (await commune.DueMany(60)).Concat(await commune.DueMany(60, agency: Commune.Committee)).ToList();

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(opener =>
        {
            var order = due.ToArray();
            new Random(opener).Shuffle(order);
            return commune.Open(order);
        }));

        Assert.Equal(120, opened.Sum(each => each.Dossiers.Count));
        Assert.Equal(7 * 120, opened.Sum(each => each.AlreadyOpen.Count));
        Assert.Equal(120, await commune.Scalar<long>("select count(*) from par.dossier"));
        Assert.Equal(120, await commune.Scalar<long>("select count(distinct number) from par.dossier"));
    }

    [Fact]
    public async Task A_rolled_back_opening_leaves_nothing()
    {
        await using var commune = await Commune.Found(postgres);
        var due = await commune.Due();

        await using (var connection = await commune.Source.OpenConnectionAsync(Commune.Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Commune.Cancellation))
        {
            await commune.Openings.Open(transaction, [due], commune.Today, commune.Clock.Now, Commune.Cancellation);
        }

        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.dossier"));
        Assert.Single((await commune.Open(due)).Dossiers);
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow_with_the_batch()
    {
        var (commune, log) = await Commune.FoundWatched(postgres);
        await using var founded = commune;
        var few = (await commune.DueMany(1)).Concat(await commune.DueMany(1, level: 1)).ToList();
        var many = (await commune.DueMany(300)).Concat(await commune.DueMany(300, level: 1)).Concat(await commune.DueMany(300, 2, Commune.Committee)).ToList();

        var start = log.Count;
        await commune.Open(few);
        var forTwo = log.Count - start;
        start = log.Count;
        Assert.Equal(600, (await commune.Open(many)).Dossiers.Count);

        Assert.True(forTwo > 0, "The statements were not seen.");
        Assert.Equal(forTwo, log.Count - start);
    }

    [Fact]
    public async Task An_agency_that_nobody_knows_takes_no_key()
    {
        await using var commune = await Commune.Found(postgres);
        var lost = await commune.Due() with { Agency = "commune-police/nowhere" };

        var unknown = await Assert.ThrowsAsync<KeyNotFoundException>(() => commune.Open(lost));

        Assert.Equal("There is no agency 'commune-police/nowhere'. Add it to rules/catalogue/agencies.yaml.", unknown.Message);
        Assert.Equal(0, await commune.Scalar<long>("select count(*) from par.once_key"));
    }

    [Fact]
    public async Task Every_open_dossier_has_an_item_with_a_due_date_and_a_first_change()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open([.. await commune.DueMany(20), .. await commune.DueMany(20, level: 2)]);

        Assert.Equal(40, await commune.Scalar<long>(
            """
            select count(*)
              from par.dossier
              join par.queue_item item on item.dossier = dossier.id
              join par.clock on clock.dossier = dossier.id and clock.due_at = item.due_at and clock.running_since is not null
              join par.dossier_change change on change.dossier = dossier.id and change.position = dossier.version
            """));
    }

    private static Task<IReadOnlyList<string>> Told(Commune commune) =>
        commune.Query<string>("select topic || ' ' || recipient from par.outbox order by topic, recipient");
}
