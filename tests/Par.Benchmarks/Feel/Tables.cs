using System.Diagnostics;
using Par.Rules.Books;
using Par.Rules.Diagnostics;
using Par.Rules.Dmn;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Benchmarks.Feel;

/// <summary>A decision table of 100 rules, asked as a rule asks it, and the same 100 rates as a switch by hand.</summary>
internal static class Tables
{
    private const string Asked = "decide(\"rate.dmn\", {group: subject.group, age: subject.age})";
    private const int PassesInARound = 40;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.6);

    private static readonly string[] Groups =
        ["orphan", "hiv", "single-parent", "elderly-alone", "elderly-80", "disabled-severe", "disabled-special", "child-poor", "foster", "emergency"];

    private static readonly RecordShape Shape = new RecordShape("Recipient").Define(new ShapeField("group", FeelType.String), new ShapeField("age", FeelType.Number));

    private sealed record Recipient(string Group, int Age);

    public static (Measured Ours, Measured ByHand) Measure(int rounds)
    {
        var chance = new Random(People.Seed);
        Recipient[] recipients = [.. Enumerable.Range(0, People.Count).Select(_ => new Recipient(Groups[chance.Next(Groups.Length)], chance.Next(0, 100)))];
        Value[] subjects = [.. recipients.Select(one => Value.Of(new Record(Shape, [Value.Of(one.Group), Value.Of((decimal)one.Age)], new FactSource("benefits", null))))];
        var compiled = Compile();
        var frame = new Frame(1);
        decimal Ours()
        {
            var sum = 0m;
            for (var i = 0; i < subjects.Length; i++)
            {
                frame[0] = subjects[i];
                frame.StepsLeft = Frame.DefaultSteps;
                sum += compiled.Evaluate(frame).AsNumber;
            }

            return sum;
        }

        decimal ByHand()
        {
            var sum = 0m;
            for (var i = 0; i < recipients.Length; i++)
            {
                sum += RateByHand.Of(recipients[i].Group, recipients[i].Age);
            }

            return sum;
        }

        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
        {
            Engines.Round(Ours, PassesInARound);
            Engines.Round(ByHand, PassesInARound);
        }

        var (oursTimes, handTimes) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            oursTimes.Add(Engines.Round(Ours, PassesInARound));
            handTimes.Add(Engines.Round(ByHand, PassesInARound));
        }

        return (new(Stopwatches.Median(oursTimes), Ours()), new(Stopwatches.Median(handTimes), ByHand()));
    }

    private static CompiledExpression Compile()
    {
        var problems = new List<Diagnostic>();
        var models = DecisionModels.Read([new DmnFile("rate.dmn", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Feel", "rate.dmn")))], problems);
        var reading = Par.Rules.Feel.Feel.Read(SourceText.Bare(Asked), Scope.Empty.With("subject", Shape).Offering(new DecideFunction(models)));
        return problems.Count == 0 && reading.Expression is { } expression
            ? expression.Compile().WarmUp()
            : throw new InvalidOperationException(string.Join(Environment.NewLine, problems.Concat(reading.Diagnostics)));
    }
}
