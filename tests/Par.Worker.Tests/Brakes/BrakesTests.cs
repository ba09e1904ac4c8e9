using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;

namespace Par.Worker.Tests.Brakes;

public sealed class BrakesTests(PostgreSql postgres)
{
    private const string Rule = "residence.newborn";

    [Fact]
    public async Task A_rule_without_history_opens_as_much_as_it_will()
    {
        await using var commune = await Commune.Found(postgres);
        commune.Brake.Floor = 2;

        var opened = await commune.Open(await commune.DueMany(20));

        Assert.Equal((20, 0), (opened.Dossiers.Count, opened.Held.Count));
        Assert.Equal(20, await commune.Scalar<int>("select sum(due)::int from par.rule_day where rule = @Rule and day = '2026-08-26'", new { Rule }));
    }

    [Fact]
    public async Task What_goes_far_beyond_the_history_is_held_and_an_alarm_is_raised()
    {
        await using var commune = await WithHistory(perDay: 2, floor: 5);

        var opened = await commune.Open(await commune.DueMany(14));

        Assert.Equal((10, 4), (opened.Dossiers.Count, opened.Held.Count));
        Assert.Equal(["held 4", "queued 10"], await commune.Query<string>("select state || ' ' || count(*) from par.dossier group by state order by 1"));
        Assert.Equal(14, await commune.Scalar<int>("select count(distinct number)::int from par.dossier"));
        Assert.Equal((10, 10), (await commune.Scalar<int>("select count(*)::int from par.queue_item"), await commune.Scalar<int>("select count(*)::int from par.clock")));
        Assert.Equal(20, await commune.Scalar<int>("select count(*)::int from par.outbox"));
        Assert.Equal("opened held", await commune.Scalar<string>("select change || ' ' || state from par.dossier_change where state = 'held' limit 1"));
        Assert.Equal(
            "brake residence.newborn Rule residence.newborn found more than 10 due in one day, and on a busy day it finds 2: what it opens further is held. "
            + "Look at it ('./par brake list'), then './par brake release residence.newborn' or './par brake discard residence.newborn'.",
            await commune.Scalar<string>("select kind || ' ' || about || ' ' || says from par.alarm where cleared_at is null"));
    }

    [Fact]
    public async Task The_floor_lets_a_rare_rule_have_a_busy_day()
    {
        await using var commune = await WithHistory(perDay: 1, floor: 50);

        Assert.Equal(50, (await commune.Open(await commune.DueMany(60))).Dossiers.Count);
    }

    [Fact]
    public async Task The_number_in_the_rule_file_goes_before_its_history()
    {
        await using var commune = await WithHistory(perDay: 2, floor: 5);
        var due = (await commune.DueMany(14)).Select(one => one with { BrakePerDay = 3 }).ToList();

        Assert.Equal((3, 11), await Counts(commune.Open(due)));
        Assert.StartsWith(
            "Rule residence.newborn found more than 3 due in one day, which its file names as the most: ",
            await commune.Scalar<string>("select says from par.alarm"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_brake_is_on_everything_further_is_held_on_the_next_day_too()
    {
        await using var commune = await WithHistory(perDay: 2, floor: 5);
        await commune.Open(await commune.DueMany(11));

        commune.Clock.Now += TimeSpan.FromDays(1);

        Assert.Equal((0, 2), await Counts(commune.Open(await commune.DueMany(2))));
        Assert.Equal(1, await commune.Scalar<int>("select count(*)::int from par.brake"));
    }

    [Fact]
    public async Task Batches_of_one_day_are_counted_together_and_one_wild_day_of_the_past_moves_nothing()
    {
        await using var commune = await WithHistory(perDay: 2, floor: 5);
        await commune.Execute("update par.rule_day set due = 9000 where day = '2026-08-20'");

        Assert.Equal((6, 0), await Counts(commune.Open(await commune.DueMany(6))));
        Assert.Equal((4, 2), await Counts(commune.Open(await commune.DueMany(6))));
    }

    [Fact]
    public async Task Reminders_are_held_too_and_written_when_they_are_released()
    {
        await using var commune = await WithHistory(perDay: 0, floor: 1);
        Assert.Equal((0, 2), await Counts(commune.Open(await commune.DueMany(3, level: 1))));
        Assert.Equal(1, await commune.Scalar<int>("select count(*)::int from par.reminder"));

        Assert.Equal(2, await commune.Releases.Release(Rule, "Lê Văn Bảy", "A school registered its pupils in one day.", Commune.Cancellation));

        Assert.Equal(3, await commune.Scalar<int>("select count(*)::int from par.reminder"));
        Assert.Equal(3, await commune.Scalar<int>("select count(*)::int from par.outbox where topic = 'notice.reminder'"));
    }

    [Fact]
    public async Task Released_dossiers_open_as_if_they_were_found_due_now()
    {
        await using var commune = await WithHistory(perDay: 0, floor: 1);
        await commune.Open([.. await commune.DueMany(2), .. await commune.DueMany(1, level: 2)]);
        commune.Clock.Now += TimeSpan.FromHours(2);

        Assert.Equal(2, await commune.Releases.Release(Rule, "Lê Văn Bảy", "The figures are right.", Commune.Cancellation));

        Assert.Equal(["prepared 1", "queued 2"], await commune.Query<string>("select state || ' ' || count(*) from par.dossier group by state order by 1"));
        Assert.Equal(
            ["prepared awaitAnswer answer 30 working days", "queued handle statutory 7 working days"],
            await commune.Query<string>(
                """
                select state || ' ' || task || ' ' || kind || ' ' || clock.term
                  from par.dossier
                  join par.queue_item item on item.dossier = dossier.id and item.queued_at = @Now
                  join par.clock on clock.dossier = dossier.id and clock.due_at = item.due_at and clock.started_at >= @Now
                 order by 1
                """,
                new { commune.Clock.Now }));
        Assert.Equal(
            ["dossier.opened 3", "notice.offer 1", "notice.opened 2"],
            await commune.Query<string>("select topic || ' ' || count(*) from par.outbox group by topic order by 1"));
        Assert.Equal(
            "letThrough held Lê Văn Bảy The figures are right.",
            await commune.Scalar<string>("select distinct change || ' ' || came_from || ' ' || actor || ' ' || reason from par.dossier_change where position = 1"));
        Assert.Equal(0, await commune.Scalar<int>("select count(*)::int from par.held"));
        Assert.Equal(0, await commune.Scalar<int>("select count(*)::int from par.alarm where cleared_at is null"));
    }

    [Fact]
    public async Task A_released_rule_is_not_braked_again_that_day_and_is_the_next()
    {
        await using var commune = await WithHistory(perDay: 2, floor: 5);
        await commune.Open(await commune.DueMany(11));
        await commune.Releases.Release(Rule, "Lê Văn Bảy", "The figures are right.", Commune.Cancellation);

        Assert.Equal((30, 0), await Counts(commune.Open(await commune.DueMany(30))));

        commune.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal((10, 1), await Counts(commune.Open(await commune.DueMany(11))));
    }

    [Fact]
    public async Task Discarded_dossiers_are_withdrawn_with_the_reason_nobody_is_told_and_their_keys_are_free()
    {
        await using var commune = await WithHistory(perDay: 0, floor: 1);
        var due = await commune.DueMany(3);
        await commune.Open(due);
        var told = await commune.Scalar<int>("select count(*)::int from par.outbox");

        Assert.Equal(2, await commune.Releases.Discard(Rule, "Lê Văn Bảy", "The rule asked for the wrong age.", Commune.Cancellation));

        Assert.Equal(["queued 1", "withdrawn 2"], await commune.Query<string>("select state || ' ' || count(*) from par.dossier group by state order by 1"));
        Assert.Equal("The rule asked for the wrong age.", await commune.Scalar<string>("select distinct reason from par.dossier_change where change = 'withdrawn'"));
        Assert.Equal(told, await commune.Scalar<int>("select count(*)::int from par.outbox"));
        Assert.Equal(2, await commune.Scalar<int>("select count(*)::int from par.once_key where freed_at is not null"));
        commune.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal((1, 1), await Counts(commune.Open(due)));
    }

    [Fact]
    public async Task A_held_dossier_whose_ground_fell_is_withdrawn_without_a_word()
    {
        await using var commune = await WithHistory(perDay: 0, floor: 0);
        var held = Assert.Single((await commune.Open(await commune.Due())).Held);
        var fallen = new FallenGround { Dossier = held, Reason = new Wording("Sự kiện bị hủy.", "It was annulled."), Policy = IfNoLongerTrue.Withdraw };

        await commune.InTransaction(transaction => commune.Withdrawals.Withdraw(transaction, [fallen], commune.Clock.Now, Commune.Cancellation));

        Assert.Equal(DossierState.Withdrawn, await commune.StateOf(held));
        Assert.Equal((0, 0), (await commune.Scalar<int>("select count(*)::int from par.outbox"), await commune.Scalar<int>("select count(*)::int from par.held")));
    }

    [Fact]
    public async Task A_brake_does_not_end_without_a_name_and_a_reason()
    {
        await using var commune = await WithHistory(perDay: 0, floor: 0);
        await commune.Open(await commune.Due());

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => commune.Releases.Release(Rule, "Lê Văn Bảy", " ", Commune.Cancellation));

        Assert.Equal("brake_ends_with_a_name_and_a_reason", refused.ConstraintName);
        Assert.Equal(1, await commune.Scalar<int>("select count(*)::int from par.held"));
    }

    [Fact]
    public async Task Openers_side_by_side_and_a_release_leave_nothing_held_without_a_brake()
    {
        await using var commune = await WithHistory(perDay: 0, floor: 1);
        await commune.Open(await commune.DueMany(2));
        var batches = new List<IReadOnlyList<DossierToOpen>>();
        for (var i = 0; i < 12; i++)
        {
            batches.Add(await commune.DueMany(5));
        }

        var open = batches.Select(batch => commune.Open(batch)).ToList();
        var released = commune.Releases.Release(Rule, "Lê Văn Bảy", "The figures are right.", Commune.Cancellation);
        await Task.WhenAll(open);
        await released;

        Assert.Equal(62, await commune.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(
            await commune.Scalar<int>("select count(*)::int from par.held"),
            await commune.Scalar<int>("select count(*)::int from par.dossier where state = 'held'"));
        Assert.Equal(0, await commune.Scalar<int>("select count(*)::int from par.held where not exists (select from par.brake where ended_at is null)"));
        Assert.Equal(62, await commune.Scalar<int>("select sum(due)::int from par.rule_day where day = '2026-08-26'"));
    }

    private static async Task<(int Opened, int Held)> Counts(Task<Worker.Rounds.Opened> opening)
    {
        var opened = await opening;
        return (opened.Dossiers.Count, opened.Held.Count);
    }

    /// <summary>The rule opened so much on each of the last twenty days.</summary>
    private async Task<Commune> WithHistory(int perDay, int floor)
    {
        var commune = await Commune.Found(postgres);
        commune.Brake.Floor = floor;
        await commune.Execute(
            "insert into par.rule_day select @Rule, '2026-08-26'::date - day, 0, @perDay from generate_series(1, 20) as day", new { Rule, perDay });
        return commune;
    }
}
