namespace Par.Load.Capacity;

/// <summary>What a week was like: how long life events waited, how many waited at most, and how long it took until none did.</summary>
internal sealed class Week
{
    private const double Step = 0.05;
    private readonly SortedDictionary<int, double> _waits = [];
    private int _sinceWhen = -1;

    public double MostWaiting { get; private set; }

    public int LongestBehind { get; private set; }

    public void Came(double count, double wait)
    {
        if (count > 0)
        {
            var place = (int)(wait / Step);
            _waits[place] = _waits.GetValueOrDefault(place) + count;
        }
    }

    /// <summary>Behind is a cell in which more waits than two seconds of work.</summary>
    public void Stands(int second, double waiting, double rate)
    {
        MostWaiting = Math.Max(MostWaiting, waiting);
        _sinceWhen = waiting <= 2 * rate ? -1 : _sinceWhen < 0 ? second : _sinceWhen;
        LongestBehind = _sinceWhen < 0 ? LongestBehind : Math.Max(LongestBehind, second - _sinceWhen + 1);
    }

    /// <summary>The wait in seconds that a share of the life events does not pass.</summary>
    public double Wait(double share)
    {
        var left = _waits.Values.Sum() * share;
        foreach (var (place, count) in _waits)
        {
            left -= count;
            if (left <= 0)
            {
                return place * Step;
            }
        }

        return 0;
    }
}
