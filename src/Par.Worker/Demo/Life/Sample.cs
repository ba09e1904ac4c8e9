namespace Par.Worker.Demo.Life;

/// <summary>A bounded fair sample of residents, taken in turn: whoever was met goes to the back, so that life spreads.</summary>
internal sealed class Sample(Random random, int room)
{
    private readonly List<Resident> residents = [];
    private int met;
    private int turn;

    public int Count => residents.Count;

    /// <summary>Reservoir sampling: in the end every resident met has the same chance to be in the sample.</summary>
    public void Meet(Resident resident)
    {
        met++;
        if (residents.Count < room)
        {
            residents.Add(resident);
        }
        else if (random.Next(met) is var place && place < room)
        {
            residents[place] = resident;
        }
    }

    /// <summary>The next one alive who fits, or none.</summary>
    public Resident? Next(Func<Resident, bool> fits)
    {
        for (var tried = 0; tried < residents.Count; tried++)
        {
            var resident = residents[turn++ % residents.Count];
            if (!resident.Dead && fits(resident))
            {
                return resident;
            }
        }

        return null;
    }
}
