namespace Par.Worker.Demo.Life;

/// <summary>A bounded fair sample, taken in turn: whoever was met goes to the back, so that life spreads.</summary>
internal sealed class Sample<T>(Random random, int room, Func<T, bool> alive)
    where T : class
{
    private readonly List<T> kept = [];
    private int met;
    private int turn;

    public int Count => kept.Count;

    /// <summary>Reservoir sampling: in the end everyone met has the same chance to be in the sample.</summary>
    public void Meet(T one)
    {
        met++;
        if (kept.Count < room)
        {
            kept.Add(one);
        }
        else if (random.Next(met) is var place && place < room)
        {
            kept[place] = one;
        }
    }

    /// <summary>The next one alive who fits, or none.</summary>
    public T? Next(Func<T, bool> fits)
    {
        for (var tried = 0; tried < kept.Count; tried++)
        {
            var one = kept[turn++ % kept.Count];
            if (alive(one) && fits(one))
            {
                return one;
            }
        }

        return null;
    }
}
