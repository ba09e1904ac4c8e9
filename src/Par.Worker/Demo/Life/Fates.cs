namespace Par.Worker.Demo.Life;

/// <summary>
/// Decides what happens next, one happening after the other, with what a worker must bear among it: the same life event sent
/// again, corrections, things that arrive late or in the wrong order.
/// </summary>
internal sealed class Fates
{
    private const double SentAgain = 0.05;

    private readonly PriorityQueue<Happening, (long At, long Order)> later = new();
    private readonly (int Weight, Func<IEnumerable<Planned>> Draw)[] kinds;
    private readonly Chance chance;
    private int begun;
    private long order;
    private long planned;

    public Fates(Chance chance)
    {
        this.chance = chance;
        var births = new Births(chance);
        var notices = new BirthNotices(chance, births);
        var deaths = new Deaths(chance);
        var moves = new Moves(chance);
        var counters = new Counters(chance);
        var schools = new Schools(chance);
        var hardship = new Hardship(chance);
        kinds =
        [
            (22, births.Next),
            (14, notices.Births),
            (1, notices.Late),
            (2, notices.Deaths),
            (14, deaths.Next),
            (9, moves.Within),
            (3, moves.OfPupils),
            (8, moves.Arrivals),
            (9, counters.IdentityCards),
            (7, counters.InsuranceCards),
            (5, counters.Pensions),
            (3, counters.Disabilities),
            (3, hardship.Recognitions),
            (6, schools.Enrolments),
            (3, schools.PrimaryCompleted),
            (5, counters.LandTransfers),
        ];
    }

    public Happening Next()
    {
        while (!(later.TryPeek(out _, out var due) && due.At <= planned))
        {
            Draw();
        }

        var next = later.Dequeue();
        planned += next.Events;
        SendAgain(next);
        return next;
    }

    /// <summary>Each kind once, so that a short demo meets them all; from then on by their weights.</summary>
    private void Draw()
    {
        var kind = begun < kinds.Length ? begun++ : ByWeight();
        foreach (var (happening, after) in kinds[kind].Draw())
        {
            Plan(happening, after);
        }
    }

    private int ByWeight()
    {
        var drawn = chance.Random.Next(kinds.Sum(kind => kind.Weight));
        var kind = 0;
        while (drawn >= kinds[kind].Weight)
        {
            drawn -= kinds[kind++].Weight;
        }

        return kind;
    }

    private void Plan(Happening happening, int after) => later.Enqueue(happening, (planned + after, order++));

    /// <summary>Only the feed speaks again: the facts are as they were, and the life event has the uid it had.</summary>
    private void SendAgain(Happening happening)
    {
        var told = happening.Entries.SelectMany(entry => entry.Events).ToList();
        if (told.Count > 0 && chance.Random.Next(1_000) < SentAgain * 1_000)
        {
            var again = told[chance.Random.Next(told.Count)];
            Plan(new Happening(happening.Subject, new Entry(again.Registry, [], again)), chance.Random.Next(1, 40));
        }
    }
}
