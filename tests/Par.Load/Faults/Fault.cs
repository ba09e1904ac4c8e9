using System.Globalization;

namespace Par.Load.Faults;

/// <summary>One thing that goes wrong: when it begins, of what kind it is, for how long, and which of several it strikes.</summary>
internal sealed record Fault(double At, FaultKind Kind, double Seconds, int Which)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At,6:0.0} s  {Kind}{(Seconds > 0 ? $" for {Seconds:0.0} s" : "")}");

    /// <summary>The schedule of a run: the same seed gives the same.</summary>
    public static IReadOnlyList<Fault> Schedule(int seed, double seconds)
    {
        var chance = new Random(seed);
        var kinds = Enum.GetValues<FaultKind>();
        var faults = new List<Fault>();

        // Every kind comes once before any comes twice, in an order of its own each time.
        var next = new Queue<FaultKind>();
        for (var at = 2.0; at < seconds - 2; at += 1.5 + (chance.NextDouble() * 3))
        {
            if (next.Count == 0)
            {
                foreach (var kind in kinds.OrderBy(_ => chance.Next()).ToList())
                {
                    next.Enqueue(kind);
                }
            }

            var struck = next.Dequeue();
            faults.Add(new Fault(at, struck, Length(struck, chance), chance.Next(1_000)));
        }

        return faults;
    }

    private static double Length(FaultKind kind, Random chance) => kind switch
    {
        FaultKind.WorkerStopped => 3 + (chance.NextDouble() * 9),
        FaultKind.RegistryAway => 3 + (chance.NextDouble() * 7),
        FaultKind.LineSwallowed => 3 + (chance.NextDouble() * 7),
        FaultKind.WriteTransactionHeld => 2 + (chance.NextDouble() * 6),
        FaultKind.WorkerKilled => 0.5 + (chance.NextDouble() * 2),
        _ => 0,
    };
}

/// <summary>What can go wrong.</summary>
internal enum FaultKind
{
    /// <summary>A worker is killed with -9; another is started after a while.</summary>
    WorkerKilled,

    /// <summary>A worker is held up as by a sleeping machine, and goes on as if nothing had been.</summary>
    WorkerStopped,

    /// <summary>The server crashes, and comes up again.</summary>
    ServerCrashed,

    /// <summary>Every connection of the workers to one database is cut.</summary>
    LineCut,

    /// <summary>What the workers say to one database, and it to them, is swallowed.</summary>
    LineSwallowed,

    /// <summary>A registry refuses whoever comes.</summary>
    RegistryAway,

    /// <summary>Backends of the workers are ended by the server, listeners among them.</summary>
    BackendsEnded,

    /// <summary>A registry holds a transaction open in which it has written a life event, and commits it late.</summary>
    WriteTransactionHeld,

    /// <summary>A registry sends many life events again.</summary>
    SentAgain,

    /// <summary>A worker is started anew whose clock is 30 seconds off.</summary>
    ClockMoved,

    /// <summary>A replication slot is dropped.</summary>
    SlotDropped,
}
