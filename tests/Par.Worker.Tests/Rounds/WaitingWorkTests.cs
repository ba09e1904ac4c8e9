using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Par.Worker.Intake;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>What keeps rounds fast while much waits, and out of the way of the intake and of each other.</summary>
[Collection(Alone.Name)]
public sealed partial class WaitingWorkTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_life_event_is_let_in_while_a_round_holds_its_partition()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth("048226000071", "048199000072");
        await bench.TakeIn("civil-status", 1);
        await using var round = await bench.Work.Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await round.BeginTransactionAsync(Cancellation);
        Assert.Single(await WaitingWork.TakePartitions(transaction, 64, 0, bench.Clock.Now, Cancellation));

        await bench.Execute(
            """
            set lock_timeout = '10s';
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, next_try_at)
            select registry, gen_random_uuid(), 'birth.corrected', subject, partition, locality, occurred_at, recorded_at, received_at, body, next_try_at from par.inbox
            """);

        Assert.Equal(2, await bench.Scalar<int>("select count(*)::int from par.inbox"));
    }

    [Fact]
    public async Task Two_rounds_never_hold_the_same_partition()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth("048226000073", "048199000074");
        await bench.TakeIn("civil-status", 1);
        await using var one = await bench.Work.Source.OpenConnectionAsync(Cancellation);
        await using var first = await one.BeginTransactionAsync(Cancellation);
        await using var other = await bench.Work.Source.OpenConnectionAsync(Cancellation);
        await using var second = await other.BeginTransactionAsync(Cancellation);

        Assert.Single(await WaitingWork.TakePartitions(first, 64, 0, bench.Clock.Now, Cancellation));
        Assert.Empty(await WaitingWork.TakePartitions(second, 64, 0, bench.Clock.Now, Cancellation));
    }

    [Fact]
    public async Task However_many_wait_a_round_reads_only_what_it_takes()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await bench.Execute(
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, next_try_at)
            select 'education', gen_random_uuid(), 'enrolment.recorded', '048200' || lpad(n::text, 6, '0'), n % 4, '', @Now, @Now, @Now, '{}', @Now
              from generate_series(1, 20000) as n
            """,
            new { bench.Clock.Now });

        await using var connection = await bench.Work.Source.OpenConnectionAsync(Cancellation);
        var text = Par.Worker.Storage.Sql.Read("Rounds/read_waiting.sql");
        var plan = await connection.QueryAsync<string>(
            $"explain (analyze, buffers, costs off) {text}",
            new { partitions = new short[] { 0, 1, 2, 3 }, each = 50, now = bench.Clock.Now, gone = bench.Clock.Now, calendar = CalendarRegistry.Name, kinds = Array.Empty<string>() });
        var lines = plan.ToList();

        Assert.Contains(lines, line => line.Contains("Index Scan using inbox_waiting", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Bitmap", StringComparison.Ordinal) && line.Contains("inbox_waiting", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("rows=5000 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task However_many_came_since_the_planner_counted_looking_for_work_reads_a_row_of_each_partition()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        const string take = """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, done_at, next_try_at)
            select 'education', gen_random_uuid(), 'enrolment.recorded', '048200' || lpad(n::text, 6, '0'), n % 64, '', @Now, @Now, @Now, '{}',
                   @state, case @state when 'done' then @Now end, @Now
              from generate_series(1, 20000) as n
            """;
        await bench.Execute($"{take}; analyze par.inbox", new { bench.Clock.Now, state = "done" });
        await bench.Execute(take, new { bench.Clock.Now, state = "waiting" });

        var plan = await bench.Rows<string>(
            "explain (analyze, costs off, timing off) " + Par.Worker.Storage.Sql.Read("Rounds/take_partitions.sql"), new { limit = 16, turn = 0, now = bench.Clock.Now });

        Assert.True(MostRows(plan) <= 64, string.Join(Environment.NewLine, plan));
    }

    [Fact]
    public async Task However_many_findings_rest_on_linked_records_a_change_reads_those_of_its_own()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await bench.Execute(
            """
            set session_replication_role = replica;
            insert into par.finding (id, registry, event_uid, rule, rule_version, book_hash, revision, subject, answer, decided_on, decided_at, explanation)
            select gen_random_uuid(), 'civil-status', gen_random_uuid(), 'rule.' || n % 12, 1, 'b00c', 1, lpad(n::text, 12, '0'), 'notDue', @Now::date, @Now, '{}'
              from generate_series(1, 60000) as n;
            insert into par.finding_asked (finding, entity, key) select id, 'person', subject from par.finding;
            analyze par.finding, par.finding_asked;
            set session_replication_role = default;
            """,
            new { bench.Clock.Now });
        const int asked = 6_000;
        var arguments = new
        {
            now = bench.Clock.Now,
            entity = Enumerable.Repeat("person", asked).ToArray(),
            key = Enumerable.Range(0, asked).Select(n => $"999{n / 12:000000000}").ToArray(),
            rule = Enumerable.Range(0, asked).Select(n => $"rule.{n % 12}").ToArray(),
            of_subject = new bool[asked],
            of_linked = Enumerable.Repeat(true, asked).ToArray(),
            is_correction = new bool[asked],
        };

        var plan = await bench.Rows<string>("explain (analyze, costs off, timing off) " + Par.Worker.Storage.Sql.Read("Decisions/ask_again.sql"), arguments);

        Assert.True(MostRows(plan) <= asked, string.Join(Environment.NewLine, plan));
    }

    [Fact]
    public async Task While_one_round_waits_for_the_database_another_goes_on()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rounds:Partitions", "1"));
        await registries.Birth("048226000075", "048199000076");
        await registries.Birth("048226000077", "048199000078");
        await bench.TakeIn("civil-status", 2);
        Assert.NotEqual(Partition.Of("048226000075"), Partition.Of("048226000077"));
        await bench.Execute(
            """
            create function par.dawdle() returns trigger language plpgsql as $$
            begin if new.subject = '048226000075' then perform pg_advisory_xact_lock(75); end if; return new; end $$;
            create trigger dawdle before insert on par.finding for each row execute function par.dawdle();
            """);
        await using var hold = await bench.Work.Source.OpenConnectionAsync(Cancellation);
        await hold.ExecuteAsync("select pg_advisory_lock(75)");
        var loops = await bench.Start();

        await Eventually.True(async () => await bench.Scalar<string>("select state from par.inbox where subject = '048226000077'") == "done");

        Assert.Equal("waiting", await bench.Scalar<string>("select state from par.inbox where subject = '048226000075'"));
        await hold.ExecuteAsync("select pg_advisory_unlock(75)");
        await Eventually.True(async () => await bench.Scalar<string>("select state from par.inbox where subject = '048226000075'") == "done");
        foreach (var loop in loops)
        {
            await loop.StopAsync(Cancellation);
        }
    }

    /// <summary>The most rows that any step of a plan gave at a time.</summary>
    private static int MostRows(IEnumerable<string> plan) => plan
        .Select(line => ActualRows().Match(line))
        .Where(found => found.Success)
        .Max(found => int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"actual rows=(\d+)")]
    private static partial Regex ActualRows();
}
