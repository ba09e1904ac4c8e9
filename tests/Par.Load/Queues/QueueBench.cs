using System.Globalization;
using Dapper;
using Npgsql;
using Par.Worker.Alarms;
using Par.Worker.Escalation;
using Par.Worker.Queues;
using Par.Worker.Storage;

namespace Par.Load.Queues;

/// <summary>
/// Measures the queues of a province of many dossiers with durable commits. Parts that are held against each other take turns, claim by
/// claim where one is a matter of milliseconds, so that what else the machine does meets both alike; each figure is the median of their
/// ratios.
/// </summary>
internal static class QueueBench
{
    private const int Seed = 20_266;
    private const int Officers = 4;
    private const int ClaimsOfOneQueue = 2_000;

    public static async Task<int> Run(string rules, int dossiers, int seconds, FileInfo? json, TextWriter words, CancellationToken cancellation)
    {
        Say(words, $"Seed {Seed}; {dossiers:N0} dossiers of which {dossiers / 10:N0} are open; durable commits; the database shares this machine");
        var dueDates = DueDates.Measure(words);
        var began = TimeProvider.System.GetTimestamp();
        await using var ground = await QueueGround.Lay(dossiers, Seed, rules, cancellation);
        Say(words, $"Filled in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s: {ground.Agencies.Count} agencies with {QueueGround.OfficersPerAgency} officers each");
        var shift = new QueueShift(ground);
        var one = await AgainstRaw(shift, 1, 100, 25, words, cancellation);
        var fifty = await AgainstRaw(shift, 50, 6, 15, words, cancellation);
        var (idle, scan, told) = await Escalate(ground, words, cancellation);
        var (loss, alarm, hot) = await Held(ground, TimeSpan.FromSeconds(seconds), words, cancellation);
        var report = new QueueReport
        {
            ClaimOneVsRaw = Math.Round(one, 3),
            Claim50VsRaw = Math.Round(fifty, 3),
            EscalationIdleMs = Math.Round(idle, 2),
            Escalation1000Ms = Math.Round(scan, 2),
            Escalated1000Ms = Math.Round(told, 1),
            HeldSnapshotLoss = Math.Round(loss, 3),
            HeldSnapshotAlarm = alarm,
            HeldSnapshotOneQueueLoss = Math.Round(hot, 3),
            DueDatesPerSecond = dueDates.DueDatesPerSecond,
        };
        Say(words, $"Claim and complete one by one at {report.ClaimOneVsRaw} of raw Npgsql (asked: 0.8), in batches of 50 at {report.Claim50VsRaw} (0.7); escalation scan {report.EscalationIdleMs} ms idle (5), {report.Escalation1000Ms} ms for 1,000 due (50); with a snapshot held claims fall by {report.HeldSnapshotLoss} (0.3), those of one agency after {ClaimsOfOneQueue} by {report.HeldSnapshotOneQueueLoss}, alarm {(alarm ? "raised" : "not raised")}; {report.DueDatesPerSecond:N0} due dates a second on one core (2,000,000)");
        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, report.ToJson(), cancellation);
        }

        return 0;
    }

    private static async Task<double> AgainstRaw(QueueShift shift, int batch, int cycles, int rounds, TextWriter words, CancellationToken cancellation)
    {
        await using var raw = await shift.Raw(cancellation);
        // Both begin warm: what a service costs that has run for a while is measured, not its first minute.
        for (var round = 0; round < rounds / 5; round++)
        {
            await shift.InTurns(raw, batch, cycles, cancellation);
        }

        var (products, raws) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var (product, hand) = await shift.InTurns(raw, batch, cycles, cancellation);
            products.Add(product);
            raws.Add(hand);
        }

        var ratios = products.Zip(raws, (product, hand) => product / hand).Order().ToList();
        var ratio = Median(ratios);
        Say(words, $"Batches of {batch}: {Median(products):0} dossiers a second, by raw Npgsql {Median(raws):0}; ratios of {rounds} rounds {ratios[rounds / 4]:0.000} to {ratios[rounds * 3 / 4]:0.000} in their middle half");
        return ratio;
    }

    private static async Task<(double Idle, double Scan, double Told)> Escalate(QueueGround ground, TextWriter words, CancellationToken cancellation)
    {
        // What the claims before have put off must not come due here.
        await ground.Execute("update par.clock set next_rung_at = null where kind = 'handling' and next_rung_at is not null", null, cancellation);
        var escalations = ground.Get<Escalations>();
        var idle = new List<double>();
        for (var time = 0; time < 31; time++)
        {
            idle.Add(await Milliseconds(() => escalations.RaiseDue(cancellation)));
        }

        const string due = """
            update par.clock
               set due_at = @now - interval '1 minute', next_rung_at = @now - interval '1 minute'
             where (dossier, kind) in (
                   select clock.dossier, clock.kind
                     from par.clock
                     join par.queue_item on queue_item.dossier = clock.dossier
                    where clock.next_rung_at > @now and clock.kind = 'statutory'
                    limit 1000)
            """;
        var (scans, told) = (new List<double>(), new List<double>());
        for (var time = 0; time < 9; time++)
        {
            await ground.Execute(due, new { now = TimeProvider.System.GetUtcNow() }, cancellation);
            scans.Add(await Scan(ground, cancellation));
            told.Add(await Milliseconds(() => escalations.RaiseDue(cancellation)));
        }

        Say(words, $"Escalation: idle {Median(idle):0.00} ms; 1,000 due found and locked in {Median(scans):0.0} ms, told with letters in {Median(told):0} ms");
        return (Median(idle), Median(scans), Median(told));
    }

    /// <summary>The scan as Escalations runs it, read to its end and rolled back.</summary>
    private static async Task<double> Scan(QueueGround ground, CancellationToken cancellation)
    {
        await using var connection = await ground.Get<NpgsqlDataSource>().OpenConnectionAsync(cancellation);
        return await Milliseconds(async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var arguments = new { now = TimeProvider.System.GetUtcNow(), limit = 1000 };
            return (await connection.QueryAsync(new CommandDefinition(Sql.Read("Escalation/scan.sql"), arguments, transaction, cancellationToken: cancellation))).Count();
        });
    }

    /// <summary>
    /// Officers claim for a while in a database where a snapshot is held and, in turn, in a copy of it where none is: what else the machine
    /// does meets both alike.
    /// </summary>
    private static async Task<(double Loss, bool Alarm, double OneQueue)> Held(QueueGround ground, TimeSpan held, TextWriter words, CancellationToken cancellation)
    {
        await using var free = await ground.Copy(cancellation);
        var (here, there) = (new QueueShift(ground), new QueueShift(free));
        await Turns(here, there, TimeSpan.FromSeconds(6), cancellation);
        var before = await Turns(here, there, held / 3, cancellation);
        await using var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ground.ConnectionString) { ApplicationName = "a long report" }.ConnectionString);
        await holder.OpenAsync(cancellation);
        await using var transaction = await holder.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        await holder.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from par.officer", transaction: transaction, cancellationToken: cancellation));
        await Turns(here, there, held * 2 / 3, cancellation);
        var last = await Turns(here, there, held / 3, cancellation);
        await ground.Get<HeldSnapshots>().Look(cancellation);
        var alarm = (await ground.Get<Alarms>().Open(cancellation)).FirstOrDefault(open => open.Kind == AlarmKind.HeldBack && open.About == HeldSnapshots.About);
        Say(words, $"Alarm: {alarm?.Says ?? "none"}");
        Say(words, $"Claims by {Officers} officers at once, of those in the copy beside it: {before:0.000} before, {last:0.000} in the last third of {held.TotalSeconds:0} s of claims under a held snapshot");
        await transaction.RollbackAsync(cancellation);
        return (1 - (last / before), alarm is not null, await HeldOneQueue(ground, free, holder, words, cancellation));
    }

    /// <summary>By how much the claims of one agency fall after so many of them under one snapshot: what it claimed since lies in its own way.</summary>
    private static async Task<double> HeldOneQueue(QueueGround ground, QueueGround free, NpgsqlConnection holder, TextWriter words, CancellationToken cancellation)
    {
        const int turn = 100;
        var agency = ground.Agencies[0];
        foreach (var one in (QueueGround[])[ground, free])
        {
            await one.Gather(agency, ClaimsOfOneQueue + turn, cancellation);
        }

        var (here, there) = (new QueueShift(ground), new QueueShift(free));
        await using var transaction = await holder.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        await holder.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from par.officer", transaction: transaction, cancellationToken: cancellation));
        var ratios = new List<double>();
        for (var done = 0; done < ClaimsOfOneQueue / turn; done++)
        {
            var (one, other) = (await here.At(agency, turn, cancellation), await there.At(agency, turn, cancellation));
            ratios.Add(one / other);
        }

        var (first, last) = (Median(ratios.Take(3)), Median(ratios.TakeLast(3)));
        Say(words, $"Claims of one agency under a held snapshot, of those in the copy beside it: {first:0.000} in the first {3 * turn}, {last:0.000} in the last {3 * turn} of {ClaimsOfOneQueue:N0}");
        return 1 - (last / first);
    }

    /// <summary>The median of how the rates here are to those there, in turns of two seconds each.</summary>
    private static async Task<double> Turns(QueueShift here, QueueShift there, TimeSpan time, CancellationToken cancellation)
    {
        var turn = TimeSpan.FromSeconds(2);
        var ratios = new List<double>();
        for (var done = 0; done < time / turn; done++)
        {
            // Who goes first changes here too.
            var (first, second) = done % 2 == 0 ? (here, there) : (there, here);
            var (one, other) = (await first.Together(Officers, turn, cancellation), await second.Together(Officers, turn, cancellation));
            ratios.Add(done % 2 == 0 ? one / other : other / one);
        }

        return Median(ratios);
    }

    private static async Task<double> Milliseconds(Func<Task<int>> act)
    {
        var began = TimeProvider.System.GetTimestamp();
        await act();
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Say(TextWriter words, FormattableString text)
    {
        words.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        words.Flush();
    }
}
