using Microsoft.Extensions.Options;
using Par.Worker.Retention;

namespace Par.Worker.Tests.Retention;

public sealed class RetentionTests(PostgreSql postgres)
{
    [Fact]
    public async Task Old_findings_that_opened_nothing_are_purged_and_everything_else_is_kept()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.OpenOne();
        await Finding(commune, "old", "notDue", days: 91);
        await Finding(commune, "young", "notDue", days: 89);
        await Finding(commune, "due", "due", days: 400);
        await Finding(commune, "undecided", "undecided", days: 400);

        var purged = await Purge(commune);

        Assert.Equal(1, purged.Findings);
        Assert.Equal(
            ["due", "residence.newborn", "undecided", "young"], await commune.Query<string>("select rule from par.finding order by rule"));
    }

    [Fact]
    public async Task A_question_that_was_asked_again_keeps_its_first_answers_as_long_as_its_last()
    {
        await using var commune = await Commune.Found(postgres);
        var asked = Guid.NewGuid();
        await Finding(commune, "again", "notDue", days: 100, asked, revision: 1);
        await Finding(commune, "again", "notDue", days: 10, asked, revision: 2);

        Assert.Equal(0, (await Purge(commune)).Findings);
    }

    [Fact]
    public async Task Bodies_of_life_events_long_done_are_emptied_and_their_keys_stay()
    {
        await using var commune = await Commune.Found(postgres);
        await Inbox(commune, "old", "done", days: 31);
        await Inbox(commune, "young", "done", days: 29);
        await Inbox(commune, "waiting", "waiting", days: 60);
        var asked = await Inbox(commune, "asked", "done", days: 60);
        await commune.Execute(
            """
            insert into par.open_question (registry, event_uid, rule, partition, awaits, next_try_at, asked_at)
            values ('civil-status', @asked, 'residence.newborn', 0, '{Person.residences}', now(), now())
            """,
            new { asked });

        Assert.Equal(1, (await Purge(commune)).InboxBodies);
        Assert.Equal(0, (await Purge(commune)).InboxBodies);

        Assert.Equal(
            ["asked full", "old empty", "waiting full", "young full"],
            await commune.Query<string>("select kind || case when body = '{}' then ' empty' else ' full' end from par.inbox order by kind"));
    }

    [Fact]
    public async Task A_correction_keeps_its_body_as_long_as_a_question_about_what_it_corrects_is_open()
    {
        await using var commune = await Commune.Found(postgres);
        var asked = await Inbox(commune, "asked", "done", days: 60);
        var first = await Inbox(commune, "corrected", "done", days: 59, corrects: asked);
        await Inbox(commune, "corrected-again", "done", days: 58, corrects: first);
        var settled = await Inbox(commune, "settled", "done", days: 60);
        await Inbox(commune, "settled-corrected", "done", days: 59, corrects: settled);
        await commune.Execute(
            """
            insert into par.open_question (registry, event_uid, rule, partition, awaits, next_try_at, asked_at)
            values ('civil-status', @asked, 'residence.newborn', 0, '{population}', now(), now())
            """,
            new { asked });

        Assert.Equal(2, (await Purge(commune)).InboxBodies);

        Assert.Equal(
            ["asked full", "corrected full", "corrected-again full", "settled empty", "settled-corrected empty"],
            await commune.Query<string>("select kind || case when body = '{}' then ' empty' else ' full' end from par.inbox order by kind collate \"C\""));
    }

    [Fact]
    public async Task All_of_it_goes_in_small_batches()
    {
        await using var commune = await Commune.Found(postgres);
        for (var finding = 0; finding < 25; finding++)
        {
            await Finding(commune, $"old-{finding}", "notDue", days: 100);
        }

        Assert.Equal(25, (await Purge(commune, batch: 10)).Findings);
    }

    private static Task<Purged> Purge(Commune commune, int batch = 5000) =>
        new Worker.Retention.Retention(commune.Source, Options.Create(new RetentionOptions { Batch = batch }), commune.Clock).Purge(Commune.Cancellation);

    private static Task<int> Finding(Commune commune, string rule, string answer, int days, Guid? asked = null, int revision = 1) => commune.Execute(
        """
        insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
        values (gen_random_uuid(), 'civil-status', @uid, @rule, 1, 'b00c', @revision, '048226000001', @answer, @at::date, @at, '{}')
        """,
        new { uid = asked ?? Guid.NewGuid(), rule, answer, revision, at = commune.Clock.Now.AddDays(-days) });

    private static async Task<Guid> Inbox(Commune commune, string kind, string state, int days, Guid? corrects = null)
    {
        var uid = Guid.NewGuid();
        await commune.Execute(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, corrects, body, state, next_try_at, done_at)
            values ('civil-status', @uid, @kind, '048226000001', 0, 'hai-chau', @at, @at, @at, @corrects, '{"motherId": "048190000001"}', @state, @at,
                    case when @state = 'done' then @at end)
            """,
            new { uid, kind, state, corrects, at = commune.Clock.Now.AddDays(-days) });
        return uid;
    }
}
