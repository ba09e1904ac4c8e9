using Dapper;
using Par.Worker.Agencies;
using Par.Worker.Outcomes;
using Par.Worker.Queues;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Faults;

/// <summary>Failures of queues that hand out work, each brought about on purpose: docs/failures.md lists them.</summary>
public sealed class QueueFailureTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_an_old_snapshot_stays_open_each_item_is_still_claimed_once_along_its_index()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan", capacity: 1000);
        await commune.Open(await commune.DueMany(40));
        await using var old = await commune.Source.OpenConnectionAsync(Cancellation);
        await using var snapshot = await old.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Cancellation);
        await old.ExecuteScalarAsync<long>("select count(*) from par.queue_item", transaction: snapshot);

        for (var turn = 0; turn < 150; turn++)
        {
            var claim = (await commune.Queues.ClaimNext(Commune.Police, "lan", Cancellation))!;
            Assert.True(await commune.Queues.Release(claim.Dossier, "lan", claim.Attempt, Cancellation));
        }

        var claimed = new HashSet<Guid>();
        while (await commune.Queues.ClaimNext(Commune.Police, "lan", Cancellation) is { } claim)
        {
            Assert.True(claimed.Add(claim.Dossier));
        }

        Assert.Equal(40, claimed.Count);
        Assert.Equal(40, await old.ExecuteScalarAsync<long>("select count(*) from par.queue_item where officer is null", transaction: snapshot));
    }

    [Fact]
    public async Task A_worker_whose_clock_is_ahead_ends_a_lease_early_and_what_its_officer_decides_then_does_not_count()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var slow = await WorkerBench.Create(postgres, registries);
        await using var fast = await WorkerBench.Create(postgres, registries, slow.Work);
        await slow.Get<Officers>().Enlist(
            [
                new Officer { Id = "lan", Agency = "commune-police/hai-chau", Name = "Trần Thị Lan", Capacity = 10 },
                new Officer { Id = "minh", Agency = "commune-police/hai-chau", Name = "Lê Minh", Capacity = 10 },
            ],
            Cancellation);
        await registries.Birth("048226000097", "048199000098");
        await slow.TakeIn("civil-status", 1);
        await slow.Rounds();
        var dossier = await slow.Scalar<Guid>("select id from par.dossier where rule = 'residence.newborn'");
        var first = Assert.IsType<ClaimAnswer.Claimed>(await slow.Get<AgencyQueues>().Claim(dossier, "lan", Cancellation)).Claim;
        slow.Clock.Now += TimeSpan.FromMinutes(19.75);
        fast.Clock.Now = slow.Clock.Now + TimeSpan.FromSeconds(30);

        Assert.Equal(0, await slow.Get<AgencyQueues>().RescueLeases(Cancellation));
        Assert.Equal(1, await fast.Get<AgencyQueues>().RescueLeases(Cancellation));
        var second = Assert.IsType<ClaimAnswer.Claimed>(await fast.Get<AgencyQueues>().Claim(dossier, "minh", Cancellation)).Claim;
        var late = await slow.Get<Worker.Outcomes.Outcomes>().Complete(dossier, "lan", first.Attempt, Decision.Approved, null, Cancellation);
        var right = await fast.Get<Worker.Outcomes.Outcomes>().Complete(dossier, "minh", second.Attempt, Decision.Approved, null, Cancellation);

        Assert.IsNotType<CompleteAnswer.Completed>(late);
        Assert.IsType<CompleteAnswer.Completed>(right);
        Assert.Equal(1, await slow.Scalar<int>("select count(*)::int from par.dossier_change where dossier = @dossier and change = 'approved'", new { dossier }));
    }

    [Fact]
    public async Task Two_workers_with_clocks_a_minute_apart_open_each_dossier_once()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var slow = await WorkerBench.Create(postgres, registries);
        await using var fast = await WorkerBench.Create(postgres, registries, slow.Work);
        (slow.Clock.Now, fast.Clock.Now) = (slow.Clock.Now.AddSeconds(-30), slow.Clock.Now.AddSeconds(30));
        for (var child = 0; child < 10; child++)
        {
            await registries.Birth($"04822600020{child}", $"04819900020{child}");
        }

        await fast.TakeIn("civil-status", 10);
        await Task.WhenAll(slow.Rounds(), fast.Rounds());
        await Eventually.True(async () =>
        {
            await slow.Rounds();
            await fast.Rounds();
            return await slow.Scalar<int>("select count(*)::int from par.inbox where state = 'waiting'") == 0;
        });

        Assert.Equal(20, await slow.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(10, await slow.Scalar<int>("select count(distinct subject)::int from par.dossier"));
    }

    [Fact]
    public async Task A_claim_walks_the_queues_index_however_many_items_wait()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        await commune.Open(await commune.DueMany(3));
        await commune.Execute("alter table par.queue_item drop constraint queue_item_dossier_fkey, drop constraint queue_item_agency_fkey");
        await commune.Execute(
            """
            insert into par.queue_item (dossier, agency, task, due_at, queued_at)
            select gen_random_uuid(), 'other/' || (n % 20 + 1), 'handle', now() + n * interval '1 second', now() from generate_series(1, 20000) as n;
            analyze par.queue_item;
            """);

        var plan = await commune.Query<string>(
            "explain (analyze, buffers, costs off, summary off, timing off) " + Sql.Read("Queues/claim_next.sql"),
            new
            {
                officer = "lan",
                agency = Commune.Police,
                limit = 1,
                now = commune.Clock.Now,
                leaseEnds = commune.Clock.Now.AddMinutes(20),
                day = commune.Today,
                norm = 1600,
                nth = 1,
                days = 250,
            });

        Assert.Contains(plan, line => line.Contains("queue_item_to_claim", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on queue_item", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_questions_are_found_along_their_index_however_many_are_not_due()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await bench.Execute(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, done_at)
            select 'education', gen_random_uuid(), 'enrolment.recorded', '048200' || lpad(n::text, 6, '0'), n % 64, '', @Now, @Now, @Now, '{}', 'done', @Now
              from generate_series(1, 20000) as n;
            insert into par.open_question (registry, event_uid, rule, partition, awaits, attempt, next_try_at, asked_at)
            select registry, event_uid, 'residence.newborn', partition, '{}', 1, @Now + interval '1 hour', @Now
              from par.inbox;
            analyze par.open_question;
            """,
            new { bench.Clock.Now });

        var plan = await bench.Rows<string>(
            "explain (costs off) " + Sql.Read("Rounds/read_open_questions.sql"),
            new { partitions = new short[] { 0, 1, 2, 3 }, limit = 50, now = bench.Clock.Now, gone = bench.Clock.Now, rules = new[] { "residence.newborn" } });

        Assert.Contains(plan, line => line.Contains("open_question_to_ask", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_looks_for_work_walks_the_index_of_what_waits()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await bench.Execute(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, done_at)
            select 'education', gen_random_uuid(), 'enrolment.recorded', '048200' || lpad(n::text, 6, '0'), n % 64, '', @Now, @Now, @Now, '{}', 'done', @Now
              from generate_series(1, 20000) as n;
            analyze par.inbox;
            """,
            new { bench.Clock.Now });

        var plan = await bench.Rows<string>(
            "explain (costs off) " + Sql.Read("Rounds/take_partitions.sql"), new { limit = 16, turn = 0, now = bench.Clock.Now });

        Assert.Contains(plan, line => line.Contains("inbox_waiting", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on inbox ", StringComparison.Ordinal));
    }
}
