using System.Globalization;
using Dapper;
using Npgsql;
using Par.Load.Ground;
using Par.Worker.Demo;
using Par.Worker.Demo.People;
using Par.Worker.Demo.Reckoning;

namespace Par.Load.Faults;

/// <summary>
/// The whole service as processes of their own, over real sockets, while a schedule from the seed breaks it; then everything is made
/// whole, the workers finish what is left, and an independent count says what was lost, doubled, out of order or wrongly decided.
/// </summary>
internal sealed class FaultRun : IAsyncDisposable
{
    private const int People = 5_000;
    private const int Workers = 3;
    private const double EventsASecond = 40;
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(5);

    private readonly Grounds ground;
    private readonly Doors doors;
    private readonly Crew crew;
    private readonly Life life;
    private readonly TextWriter words;

    private FaultRun(Grounds ground, int seed, IReadOnlyList<(string Name, string Value)> settings, TextWriter words)
    {
        this.ground = ground;
        this.words = words;
        doors = new Doors(ground);
        crew = new Crew(ground, doors, Workers, settings);
        life = new Life(ground, seed);
    }

    public static async Task<int> Run(string rules, double seconds, int seed, FileInfo? json, TextWriter words, CancellationToken cancellation)
    {
        await words.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {seconds} s of faults on {Workers} workers, {EventsASecond} life events a second"));
        await using var ground = await Grounds.Lay(People, seed, rules, cancellation);
        // Some are followed by their commits and some read by their feeds; both must hold.
        var settings = new List<(string Name, string Value)> { ("Timetable:DateTriggers", "00:00:05"), ("Timetable:MissingEvents", "00:00:05") };
        foreach (var followed in (RegistrySchema[])[RegistrySchema.CivilStatus, RegistrySchema.Population, RegistrySchema.Land])
        {
            settings.Add(await ground.Follow(followed, cancellation));
        }

        await using var run = new FaultRun(ground, seed, settings, words);
        var verdict = await run.Suffer(seed, seconds, cancellation);
        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, verdict.ToJson(), cancellation);
        }

        foreach (var trouble in verdict.Troubles)
        {
            await words.WriteLineAsync(trouble);
        }

        await words.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.FaultsInjected} faults, {verdict.LifeEvents} life events, {verdict.Dossiers} dossiers; {verdict.Lost} lost, {verdict.Doubled} doubled, {verdict.OutOfOrder} out of order, {verdict.WronglyDecided} wrongly decided; settled in {verdict.SettledInSeconds:0.0} s"));
        return verdict.IsWell ? 0 : 1;
    }

    public async ValueTask DisposeAsync()
    {
        doors.Heal();
        await crew.DisposeAsync();
        await life.DisposeAsync();
        await doors.DisposeAsync();
    }

    private async Task<Verdict> Suffer(int seed, double seconds, CancellationToken cancellation)
    {
        var audit = new Audit(ground.Databases.WorkConnectionString);
        await audit.Install(cancellation);
        await crew.Start(cancellation);
        var schedule = Fault.Schedule(seed, seconds);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var living = life.Run(EventsASecond, over.Token);
        var tending = Tend(over.Token);
        var began = TimeProvider.System.GetTimestamp();
        var striking = new List<Task>();
        foreach (var fault in schedule)
        {
            await Pauses.For(fault.At - TimeProvider.System.GetElapsedTime(began).TotalSeconds, cancellation);
            await words.WriteLineAsync(fault.ToString());
            var strike = Strike(fault, over.Token);
            if (fault.Kind == FaultKind.ServerCrashed)
            {
                await strike;
            }

            striking.Add(strike);
        }

        await Pauses.For(seconds - TimeProvider.System.GetElapsedTime(began).TotalSeconds, cancellation);
        await over.CancelAsync();
        await Task.WhenAll([.. striking, living, tending]);
        doors.Heal();
        await crew.Tend();

        var settling = TimeProvider.System.GetTimestamp();
        var settled = await new Settling(ground).Within(SettleWithin, crew.Tend, cancellation);
        var took = TimeProvider.System.GetElapsedTime(settling);
        return await Count(audit, schedule, seed, seconds, settled, took, cancellation);
    }

    private async Task<Verdict> Count(Audit audit, IReadOnlyList<Fault> schedule, int seed, double seconds, bool settled, TimeSpan took, CancellationToken cancellation)
    {
        var today = Province.DayOf(TimeProvider.System.GetUtcNow());
        var reckoned = await new IndependentReckoning(ground.Databases).Reckon(ground.Province.Today.AddDays(-29), today, cancellation);
        var order = await audit.OutOfOrder(cancellation);
        var twice = await audit.DoneTwice(cancellation);
        var wrongly = await new Decided(ground.Databases).Wrongly(cancellation);
        await using var work = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        return new Verdict
        {
            Seed = seed,
            Seconds = seconds,
            FaultsInjected = schedule.Count,
            ByKind = schedule.GroupBy(fault => fault.Kind.ToString()).ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal),
            LifeEvents = reckoned.LifeEvents,
            Dossiers = await work.ExecuteScalarAsync<long>("select count(*) from par.dossier"),
            Lost = reckoned.Lost.Count + reckoned.WithoutDueDate.Count,
            Doubled = reckoned.Twice.Count + twice.Count,
            OutOfOrder = order.Count,
            WronglyDecided = wrongly.Count,
            Quarantined = await work.ExecuteScalarAsync<int>("select count(*)::int from par.inbox where state = 'quarantined'"),
            SettledInSeconds = Math.Round(took.TotalSeconds, 1),
            Troubles =
            [
                .. settled ? Array.Empty<string>() : ["The workers did not finish in time."],
                .. crew.Fell.Take(5).Select(said => $"A worker ended by itself: {said}"),
                .. reckoned.Lost.Concat(reckoned.WithoutDueDate).Take(5), .. reckoned.Twice.Concat(twice).Take(5), .. order.Take(5), .. wrongly.Take(5),
            ],
        };
    }

    private async Task Tend(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await crew.Tend();
            await Pauses.For(0.5, over);
        }
    }

    private async Task Strike(Fault fault, CancellationToken over)
    {
        switch (fault.Kind)
        {
            case FaultKind.WorkerKilled:
                await crew.Kill(fault.Which, fault.Seconds, over);
                break;
            case FaultKind.WorkerStopped:
                await crew.Stop(fault.Which, fault.Seconds, over);
                break;
            case FaultKind.ServerCrashed:
                await ground.Cluster.Crash(CancellationToken.None);
                break;
            case FaultKind.LineCut:
                DoorOf(fault).Cut();
                break;
            case FaultKind.LineSwallowed:
                DoorOf(fault).Swallow();
                await Pauses.For(fault.Seconds, over);
                DoorOf(fault).Heal();
                break;
            case FaultKind.RegistryAway:
                var registry = doors.Registries.Values.ElementAt(fault.Which % doors.Registries.Count);
                registry.Shut();
                await Pauses.For(fault.Seconds, over);
                registry.Heal();
                break;
            case FaultKind.BackendsEnded:
                await Administer("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'par-worker%' and pid % 2 = @half", new { half = fault.Which % 2 });
                break;
            case FaultKind.WriteTransactionHeld:
                await Bear(() => life.Hold(fault.Which, fault.Seconds, over));
                break;
            case FaultKind.SentAgain:
                await Bear(() => life.SendAgain(fault.Which, 500));
                break;
            case FaultKind.ClockMoved:
                await crew.MoveClock(fault.Which);
                break;
            case FaultKind.SlotDropped:
                await Administer(
                    """
                    select pg_terminate_backend(active_pid) from pg_replication_slots where active_pid is not null;
                    select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active
                    """,
                    new { });
                break;
            default:
                throw new InvalidOperationException($"{fault.Kind} is not known.");
        }
    }

    private Proxy DoorOf(Fault fault) => doors.All.ElementAt(fault.Which % 4 == 0 ? 0 : fault.Which % doors.All.Count());

    private Task Administer(string text, object values) => Bear(async () =>
    {
        await using var connection = new NpgsqlConnection(ground.Cluster.AdminConnectionString);
        await connection.ExecuteAsync(text, values);
    });

    /// <summary>What a fault does may itself be struck by another: then it has done enough.</summary>
    private static async Task Bear(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (NpgsqlException)
        {
            // Struck.
        }
    }
}
