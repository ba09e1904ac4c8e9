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
    public async Task What_was_undecided_goes_with_the_answer_that_took_its_place()
    {
        await using var commune = await Commune.Found(postgres);
        var (notDue, due, withdrawn, open) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await Finding(commune, "not-due", "undecided", days: 110, notDue, revision: 1);
        await Finding(commune, "not-due", "failed", days: 105, notDue, revision: 2);
        await Finding(commune, "not-due", "notDue", days: 100, notDue, revision: 3);
        await Finding(commune, "due", "undecided", days: 110, due, revision: 1);
        await Finding(commune, "due", "due", days: 100, due, revision: 2);
        await Finding(commune, "withdrawn", "due", days: 110, withdrawn, revision: 1);
        await Finding(commune, "withdrawn", "notDue", days: 100, withdrawn, revision: 2);
        await Finding(commune, "open", "undecided", days: 110, open);
        await Finding(commune, "not-in-force", "notInForce", days: 100);

        Assert.Equal(4, (await Purge(commune)).Findings);

        Assert.Equal(
            ["due 1", "due 2", "open 1", "withdrawn 1", "withdrawn 2"],
            await commune.Query<string>("select rule || ' ' || revision from par.finding order by rule, revision"));
    }

    [Fact]
    public async Task Findings_that_opened_nothing_are_soon_emptied_of_what_they_say_about_a_person()
    {
        await using var commune = await Commune.Found(postgres);
        await Finding(commune, "old", "notDue", days: 31);
        await Finding(commune, "young", "notDue", days: 29);
        await Finding(commune, "kept", "due", days: 31);
        await commune.Execute(
            """
            update par.finding set explanation = '{"rule": "r", "because": ["age"], "missing": [{"fact": "Person.residence"}], "conditions": [
              {"id": "age", "outcome": "unmet", "sentence": {"vi": "Bé Na 7 tuổi.", "en": "Na is seven."}, "facts": [{"fact": "Person.dateOfBirth"}]}]}'
            """);

        Assert.Equal((1, 0), (await Purge(commune) is var first ? ((int)first.FindingsEmptied, (int)(await Purge(commune)).FindingsEmptied) : default));

        Assert.Equal(
            """{"rule": "r", "because": ["age"], "emptied": true, "conditions": [{"id": "age", "outcome": "unmet"}]}""",
            await commune.Scalar<string>("select explanation::text from par.finding where rule = 'old'"));
        Assert.Equal(2, await commune.Scalar<int>("select count(*)::int from par.finding where explanation::text like '%Bé Na%'"));
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
    public async Task Bodies_of_life_events_dismissed_long_ago_are_emptied_and_the_reasons_stay()
    {
        await using var commune = await Commune.Found(postgres);
        foreach (var (kind, days) in new[] { ("old", 31), ("young", 29) })
        {
            var uid = await Inbox(commune, kind, "waiting", days);
            await commune.Execute(
                "update par.inbox set state = 'dismissed', error = 'E', dismissed_at = @at, dismissed_by = 'Lan', dismissed_because = 'Sent again.' where event_uid = @uid",
                new { uid, at = commune.Clock.Now.AddDays(-days) });
        }

        Assert.Equal(1, (await Purge(commune)).InboxBodies);
        Assert.Equal(0, (await Purge(commune)).InboxBodies);

        Assert.Equal(
            ["old empty Sent again.", "young full Sent again."],
            await commune.Query<string>("select kind || case when body = '{}' then ' empty ' else ' full ' end || dismissed_because from par.inbox order by kind"));
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
