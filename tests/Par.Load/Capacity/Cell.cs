namespace Par.Load.Capacity;

/// <summary>
/// One PostgreSQL with its workers through one week, second by second: life events come at random, wait in order, and are done at the rate that was measured.
/// </summary>
/// <param name="demand">What comes.</param>
/// <param name="rate">Life events a second that the cell does.</param>
/// <param name="chance">The randomness.</param>
internal sealed class Cell(Demand demand, double rate, Random chance)
{
    /// <summary>Runs through the week.</summary>
    /// <param name="away">The seconds in which the registries of the cell are away; what happens in them comes when they are back.</param>
    /// <param name="burst">Questions that come all at once, and when: what a date asks on the day a law begins.</param>
    public Week Run((int From, int Until) away, (int At, double Count) burst)
    {
        var week = new Week();
        var (waiting, heldBack) = (0.0, 0.0);
        for (var second = 0; second < Demand.SecondsAWeek; second++)
        {
            double came = Poisson(demand.At(second));
            if (second >= away.From && second < away.Until)
            {
                (heldBack, came) = (heldBack + came, 0);
            }
            else if (heldBack > 0)
            {
                (came, heldBack) = (came + heldBack, 0);
            }

            var asked = second == burst.At ? burst.Count : 0;
            week.Came(came, waiting / rate);
            waiting = Math.Max(0, waiting + came + asked - rate);
            week.Stands(second, waiting, rate);
        }

        return week;
    }

    // Knuth's way for few; for many the bell that it becomes.
    private int Poisson(double mean)
    {
        if (mean > 30)
        {
            var bell = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
            return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * bell)));
        }

        var (count, product, end) = (0, chance.NextDouble(), Math.Exp(-mean));
        while (product > end)
        {
            count++;
            product *= chance.NextDouble();
        }

        return count;
    }
}
