using Npgsql;

namespace Par.Worker.Tests.Queues;

/// <summary>What the code refuses, the database refuses too, whoever writes to it.</summary>
public sealed class DatabaseRefusesTests(PostgreSql postgres)
{
    [Theory]
    [InlineData("officer_takes_no_more_than_the_day_allows", "update par.officer set day = '2026-08-26', allowed = 6, taken = 7 where id = 'lan'")]
    [InlineData("officer_takes_no_more_than_the_day_allows", "update par.officer set taken = -1 where id = 'lan'")]
    [InlineData("officer_holds_no_more_than_capacity", "update par.officer set holding = 11 where id = 'lan'")]
    [InlineData("officer_works_a_share", "update par.officer set share = 0 where id = 'lan'")]
    [InlineData("absence_ends_after_it_began", "insert into par.absence (officer, from_day, until_day, entered_by, entered_at) values ('lan', '2026-08-26', '2026-08-25', 'x', now())")]
    [InlineData("absence_says_who", "insert into par.absence (officer, from_day, until_day, entered_by, entered_at) values ('lan', '2026-08-26', '2026-08-26', ' ', now())")]
    [InlineData("absence_officer_fkey", "insert into par.absence (officer, from_day, until_day, entered_by, entered_at) values ('nobody', '2026-08-26', '2026-08-26', 'x', now())")]
    [InlineData("pause_has_words", "update par.agency set paused_at = now(), paused_by = 'the province', paused_reason = ' '")]
    [InlineData("pause_says_who_and_why", "update par.agency set paused_at = now()")]
    [InlineData("claim_has_an_officer_and_a_lease", "update par.queue_item set officer = 'lan'")]
    [InlineData("second_look_has_a_first_decision", "update par.queue_item set task = 'secondLook'")]
    [InlineData("second_look_has_a_first_decision", "update par.queue_item set decided = 'approved', decided_by = 'lan'")]
    [InlineData("rejection_to_look_at_has_a_reason", "update par.queue_item set task = 'secondLook', decided = 'rejected', decided_by = 'lan'")]
    [InlineData("nobody_looks_at_their_own_decision", "update par.queue_item set task = 'secondLook', decided = 'approved', decided_by = 'lan', officer = 'lan', claimed_at = now(), lease_ends = now()")]
    [InlineData("task_is_known", "update par.queue_item set task = 'ponder'")]
    [InlineData("queue_item_officer_fkey", "update par.queue_item set officer = 'nobody', claimed_at = now(), lease_ends = now()")]
    [InlineData("queue_item_agency_fkey", "update par.queue_item set agency = 'commune-police/atlantis'")]
    [InlineData("reason_of_a_breach_has_words_and_a_name", "insert into par.breach (dossier, clock, due_at, found_at, reason) select dossier, 'statutory', now(), now(), 'ill' from par.queue_item")]
    [InlineData("breach_is_after_its_term", "insert into par.breach (dossier, clock, due_at, found_at) select dossier, 'statutory', now() + interval '1 hour', now() from par.queue_item")]
    [InlineData("each_breach_once", "insert into par.breach (dossier, clock, due_at, found_at) select dossier, 'statutory', now(), now() from par.queue_item, generate_series(1, 2)")]
    public async Task What_must_not_be_is_refused_by_the_constraint_that_says_so(string constraint, string statement)
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        await commune.OpenOne();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => commune.Execute(statement));

        Assert.Equal(constraint, refused.ConstraintName);
    }
}
