using System.Diagnostics;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Benchmarks.Feel;

/// <summary>Our compiled FEEL and hand-written C# over the same people, in turns of one loop each.</summary>
internal static class Engines
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.6);

    private const int PassesInARound = 40;

    public static (Measured Ours, Measured ByHand, double Bytes) Measure(Typical typical, int rounds)
    {
        var compiled = Compile(typical.Text);
        var frame = Catalogue.Frame();
        var day = new Day(People.Today, People.Limit, People.Base);
        Func<decimal> ours = typical is TypicalCondition ? () => Conditions(compiled, frame) : () => Numbers(compiled, frame);
        Func<decimal> byHand = typical switch
        {
            TypicalCondition condition => () => Conditions(condition.ByHand, day),
            _ => () => Numbers(((TypicalNumber)typical).ByHand, day),
        };

        // The machine code gets better while it runs; those rounds are not counted.
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
        {
            Round(ours, PassesInARound);
            Round(byHand, PassesInARound);
        }

        var (oursTimes, handTimes) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            oursTimes.Add(Round(ours, PassesInARound));
            handTimes.Add(Round(byHand, PassesInARound));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var checksum = ours();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return (new(Stopwatches.Median(oursTimes), checksum), new(Stopwatches.Median(handTimes), byHand()), (double)bytes / People.Count);
    }

    public static CompiledExpression Compile(string text)
    {
        var reading = Par.Rules.Feel.Feel.Read(SourceText.Bare(text), Catalogue.Scope);
        return reading.Expression is { } expression
            ? expression.Compile().WarmUp()
            : throw new InvalidOperationException(string.Join(Environment.NewLine, reading.Diagnostics));
    }

    /// <summary>Nanoseconds for one evaluation, of some passes over all people.</summary>
    public static double Round(Func<decimal> pass, int passes) => Stopwatches.Milliseconds(() =>
    {
        for (var i = 0; i < passes; i++)
        {
            pass();
        }
    }) * 1_000_000 / (passes * People.Count);

    private static decimal Conditions(CompiledExpression compiled, Frame frame)
    {
        var held = 0;
        var subjects = Catalogue.Subjects;
        for (var i = 0; i < subjects.Length; i++)
        {
            frame[0] = subjects[i];
            frame.StepsLeft = Frame.DefaultSteps;
            held += compiled.EvaluateCondition(frame) == Ternary.True ? 1 : 0;
        }

        return held;
    }

    private static decimal Conditions(Func<Person, Day, bool> byHand, Day day)
    {
        var held = 0;
        var people = People.All;
        for (var i = 0; i < people.Length; i++)
        {
            held += byHand(people[i], day) ? 1 : 0;
        }

        return held;
    }

    private static decimal Numbers(CompiledExpression compiled, Frame frame)
    {
        var sum = 0m;
        var subjects = Catalogue.Subjects;
        for (var i = 0; i < subjects.Length; i++)
        {
            frame[0] = subjects[i];
            frame.StepsLeft = Frame.DefaultSteps;
            sum += compiled.Evaluate(frame).AsNumber;
        }

        return sum;
    }

    private static decimal Numbers(Func<Person, Day, decimal> byHand, Day day)
    {
        var sum = 0m;
        var people = People.All;
        for (var i = 0; i < people.Length; i++)
        {
            sum += byHand(people[i], day);
        }

        return sum;
    }
}
