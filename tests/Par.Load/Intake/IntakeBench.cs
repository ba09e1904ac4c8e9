using System.Globalization;
using Par.Load.Ground;
using Par.Worker.Demo;

namespace Par.Load.Intake;

/// <summary>
/// Measures the whole way from committed registry rows to dossiers with items, clocks, findings and outbox, with workers as processes of
/// their own and durable commits. Every figure is a ratio or a percentile of one run, read from the commits themselves.
/// </summary>
internal static class IntakeBench
{
    private const int Seed = 20_265;
    private const int People = 20_000;

    // A long backlog is about many people and not about the same few again and again.
    private const int PeopleOfDrain = 1_000_000;
    private const int WarmUp = 12_000;
    private const int Births = 30_000;
    private const int SecondsOfTrickle = 20;
    private const int Crew = 3;
    private const int Turns = 9;
    private const int BirthsOfTurn = 6_000;
    private const int PeopleOfTurns = 100_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    public static async Task<int> Run(string rules, int events, IntakePart? only, FileInfo? json, TextWriter words, CancellationToken cancellation)
    {
        Say(words, $"Seed {Seed}; {People:N0} people, {PeopleOfDrain:N0} for the long backlog; durable commits; workers, registries and the work database share this machine");
        var report = new IntakeReport();
        if (only is null or IntakePart.Rate)
        {
            var (one, plain) = await OneAgainstPlain(rules, words, cancellation);
            var three = await ThreeAgainstOne(rules, words, cancellation);
            report = report with { VsPlainInsert = Math.Round(one / plain, 3), ThreeVsOneWorkers = Math.Round(three, 3) };
            Say(words, $"{report.VsPlainInsert} of the rate of plain inserts (asked: 0.5); three workers at {report.ThreeVsOneWorkers} of the rate of one (1)");
        }

        if (only is null or IntakePart.Latency)
        {
            var feed = await Trickle("by the feed", follow: false, rules, words, cancellation);
            var replication = await Trickle("by replication", follow: true, rules, words, cancellation);
            report = report with { FeedP99Ms = Math.Round(feed, 1), ReplicationP99Ms = Math.Round(replication, 1) };
            Say(words, $"p99 {report.FeedP99Ms} ms by the feed and {report.ReplicationP99Ms} ms by replication (asked: 250)");
        }

        if (only is null or IntakePart.Drain)
        {
            var (peak, lastVsFirst) = await Drain(rules, events, words, cancellation);
            report = report with { DrainPeakMiB = peak, LastTenthVsFirst = Math.Round(lastVsFirst, 3) };
            Say(words, $"Drained with {report.DrainPeakMiB} MiB at most (asked: 400), the last tenth at {report.LastTenthVsFirst} of the rate of the first (0.9)");
        }

        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, report.ToJson(), cancellation);
        }

        return 0;
    }

    private static async Task<(double One, double Plain)> OneAgainstPlain(string rules, TextWriter words, CancellationToken cancellation)
    {
        await using var ground = await Grounds.Lay(People, Seed, rules, cancellation);
        var rate = await Rate(ground, words, cancellation);
        var (took, rows) = await new PlainInsert(ground).Run(cancellation);
        var plain = (WarmUp + Births) / took.TotalSeconds;
        Say(words, $"The same {rows:N0} rows by plain inserts: as if {plain:0} life events a second");
        return (rate, plain);
    }

    /// <summary>
    /// The rate of three workers against that of one of them. They take turns on one ground, so that a machine whose speed drifts is as slow for the one as for
    /// the three; the middle one of the ratios counts.
    /// </summary>
    private static async Task<double> ThreeAgainstOne(string rules, TextWriter words, CancellationToken cancellation)
    {
        await using var ground = await Grounds.Lay(PeopleOfTurns, Seed, rules, cancellation);
        var backlog = new Backlog(ground);
        var progress = new Progress(ground);
        await using var shift = await Shift.Start(Crew, ground, cancellation);
        var written = WarmUp * Crew;
        await backlog.Births(written, cancellation);
        await progress.Done(written, Limit, cancellation);
        var pairs = new List<(double One, double All)>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var one = turn % 2 == 0 ? await Turn([turn % Crew]) : 0;
            var all = await Turn([.. Enumerable.Range(0, Crew)]);
            pairs.Add((turn % 2 == 0 ? one : await Turn([turn % Crew]), all));
        }

        shift.GoOn();
        var ratios = pairs.Select(pair => pair.All / pair.One).Order().ToList();
        var (ones, alls) = (pairs.Select(pair => pair.One).Order().ElementAt(Turns / 2), pairs.Select(pair => pair.All).Order().ElementAt(Turns / 2));
        Say(words, $"In {Turns} turns of {BirthsOfTurn:N0} births: one worker {ones:0} a second, {Crew} workers {alls:0}; ratios {string.Join(", ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture)))}");
        return ratios[Turns / 2];

        async Task<double> Turn(int[] atWork)
        {
            shift.Pause();
            while (await progress.AreHeldUpAtWork(cancellation))
            {
                // One was stopped within a transaction, whose locks would keep the others waiting.
                shift.GoOn();
                shift.Pause();
            }

            await backlog.Births(BirthsOfTurn, cancellation);
            shift.GoOn(atWork);
            written += BirthsOfTurn;
            await progress.Done(written, Limit, cancellation);
            var done = (await progress.DoneAt(cancellation)).TakeLast(BirthsOfTurn).ToList();
            return (BirthsOfTurn - 1) / (done[^1] - done[0]).TotalSeconds;
        }
    }

    /// <summary>Births a second by one worker that has warmed up.</summary>
    private static async Task<double> Rate(Grounds ground, TextWriter words, CancellationToken cancellation)
    {
        var backlog = new Backlog(ground);
        var progress = new Progress(ground);
        await using var shift = await Shift.Start(1, ground, cancellation);
        await backlog.Births(WarmUp, cancellation);
        await progress.Done(WarmUp, Limit, cancellation);
        shift.Pause();
        await backlog.Births(Births, cancellation);
        var server = new ServerTime(ground.Databases.WorkConnectionString);
        var (inWorkers, inServer) = (shift.Spent, await server.Spent(cancellation));
        shift.GoOn();
        await progress.Done(WarmUp + Births, Limit, cancellation);
        (inWorkers, inServer) = (shift.Spent - inWorkers, await server.Spent(cancellation) - inServer);
        var done = (await progress.DoneAt(cancellation)).TakeLast(Births).ToList();
        var rate = (Births - 1) / (done[^1] - done[0]).TotalSeconds;
        Say(words, $"One worker: {rate:0} births a second in {done.Distinct().Count():N0} rounds, {inWorkers.TotalMilliseconds / Births:0.00} ms of a core for each in workers and {inServer.TotalMilliseconds / Births:0.00} ms in PostgreSQL, peak {shift.PeakMiB} MiB at most");
        return rate;
    }

    /// <summary>The 99th percentile, in milliseconds, from the commit of a birth in its registry to the commit that put its dossier in a queue.</summary>
    private static async Task<double> Trickle(string way, bool follow, string rules, TextWriter words, CancellationToken cancellation)
    {
        await using var ground = await Grounds.Lay(People, Seed, rules, cancellation);
        var backlog = new Backlog(ground);
        var progress = new Progress(ground);
        (string Name, string Value)[] settings = follow ? [await ground.Follow(RegistrySchema.CivilStatus, cancellation)] : [];
        await using var shift = await Shift.Start(1, ground, cancellation, settings);
        await backlog.Births(WarmUp, cancellation);
        await progress.Done(WarmUp, Limit, cancellation);
        await backlog.Trickle(SecondsOfTrickle * Backlog.EventsASecond, cancellation);
        await progress.Done(WarmUp + (SecondsOfTrickle * Backlog.EventsASecond), Limit, cancellation);
        var latencies = await progress.Latencies(SecondsOfTrickle * Backlog.EventsASecond, cancellation);
        var p99 = latencies[(int)(latencies.Count * 0.99)];
        Say(words, $"{Backlog.EventsASecond} births a second {way}: p50 {latencies[latencies.Count / 2]:0} ms, p99 {p99:0} ms from registry commit to queue commit");
        return p99;
    }

    private static async Task<(long PeakMiB, double LastVsFirst)> Drain(string rules, int events, TextWriter words, CancellationToken cancellation)
    {
        await using var ground = await Grounds.Lay(PeopleOfDrain, Seed, rules, cancellation);
        var backlog = new Backlog(ground);
        var progress = new Progress(ground);
        await using var shift = await Shift.Start(1, ground, cancellation);
        await backlog.Births(WarmUp, cancellation);
        await progress.Done(WarmUp, Limit, cancellation);
        shift.Pause();
        var written = await backlog.Mixed(events, cancellation);
        DateTime began;

        // All of it is taken in before any of it is worked, so that the first tenth is done beside nothing that the last is not.
        await using (await progress.HoldRounds(cancellation))
        {
            shift.GoOn();
            var took = await progress.TakenIn(WarmUp + written, Limit, cancellation);
            began = await progress.Now(cancellation);
            Say(words, $"{written:N0} life events taken in within {took.TotalSeconds:0} s");
        }

        await progress.Done(WarmUp + written, Limit, cancellation);
        // Fewer than were written: what registries tell of the dead is kept aside.
        var done = (await progress.DoneAt(cancellation)).Where(at => at > began).ToList();
        var tenth = done.Count / 10;
        var rates = Enumerable.Range(0, 10).Select(nth => tenth / (done[Math.Min((nth + 1) * tenth, done.Count - 1)] - done[nth * tenth]).TotalSeconds);
        Say(words, $"Life events a second in each tenth: {string.Join(", ", rates.Select(rate => rate.ToString("0", CultureInfo.InvariantCulture)))}");
        var ratio = (done[tenth - 1] - began) / (done[^1] - done[^tenth]);
        var bytes = await progress.Bytes(cancellation) / (double)(WarmUp + written);
        Say(words, $"{written:N0} waiting life events, {done.Count:N0} of them done: {done.Count / (done[^1] - began).TotalSeconds:0} a second, {bytes:N0} bytes of disk for each, peak {shift.PeakMiB} MiB, last tenth at {ratio:0.000} of the rate of the first");
        return (shift.PeakMiB, ratio);
    }

    private static void Say(TextWriter words, FormattableString text) => words.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
