namespace Par.Worker.Tests.Story;

/// <summary>What a work database must never hold, whenever somebody looks: something half done. Plain SQL, one line for each flaw.</summary>
internal static class Wholeness
{
    private const string Flaws = """
        select 'dossier ' || dossier.number || ' has ' || found.what
          from par.dossier
         cross join lateral (values
               ((select count(*) from par.clock where clock.dossier = dossier.id and clock.running_since is not null), 1, 'running clocks'),
               ((select count(*) from par.queue_item where queue_item.dossier = dossier.id), 1, 'queue items'),
               ((select count(*) from par.dossier_change where dossier_change.dossier = dossier.id), 1, 'changes'),
               ((select count(*) from par.outbox where topic = 'dossier.opened' and body ->> 'dossier' = dossier.id::text), 1, 'notices to the agency'),
               ((select count(*) from par.outbox where topic in ('notice.opened', 'notice.offer') and body ->> 'dossier' = dossier.id::text), greatest(cardinality(dossier.tell), 1), 'notices to those who are told'),
               ((select count(*) from par.outbox where topic in ('notice.opened', 'notice.offer') and body ->> 'dossier' = dossier.id::text
                    and recipient = any (case when dossier.tell = '{}' then array['agency/' || dossier.agency] else array(select 'person/' || id from unnest(dossier.tell) as told (id)) end)),
                greatest(cardinality(dossier.tell), 1), 'notices to those whom its rule names'),
               ((select count(*) from par.once_key where once_key.dossier = dossier.id), 1, 'once-keys'),
               ((select count(*) from par.inbox where inbox.registry = dossier.registry and inbox.event_uid = dossier.event_uid and inbox.state = 'done'), 1, 'life events done')
               ) as counted (number, wanted, words)
         cross join lateral (select counted.number || ' ' || counted.words as what) as found
         where dossier.state in ('prepared', 'queued')
           and counted.number <> counted.wanted
         union all
        select 'the finding of ' || finding.rule || ' on ' || finding.event_uid || ' stands, and the life event is ' || inbox.state
          from par.finding
          join par.inbox using (registry, event_uid)
         where inbox.state <> 'done'
         union all
        select 'a queue item without a dossier: ' || dossier
          from par.queue_item
         where not exists (select from par.dossier where dossier.id = queue_item.dossier)
         union all
        select 'a notice of a dossier that is not there: ' || outbox.id
          from par.outbox
         where outbox.body ? 'dossier'
           and not exists (select from par.dossier where dossier.id::text = outbox.body ->> 'dossier')
         union all
        select 'life event ' || event_uid || ' is ' || state || ' with ' || attempt || ' attempts: ' || coalesce(error, '')
          from par.inbox
         where state = 'quarantined'
            or attempt > 0
        """;

    public static async Task Check(StoryProvince province) =>
        Assert.Equal("", string.Join(Environment.NewLine, await province.Work<string>(Flaws)));
}
