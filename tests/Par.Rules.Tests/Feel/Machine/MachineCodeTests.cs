using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Tests.Feel.Machine;

/// <summary>Machine code gives what the interpreter gives, also where a value is null, unknown, or not of its declared type.</summary>
public sealed class MachineCodeTests
{
    private static readonly Scope Scope = Par.Rules.Feel.Scope.AsInDmn
        .With("n", FeelType.Number).With("m", FeelType.Number).With("d", FeelType.Date).With("e", FeelType.Date).With("s", FeelType.String).With("t", FeelType.String)
        .With("f", FeelType.Boolean).With("y", FeelType.YearsAndMonthsDuration).With("p", Given.Person).With("xs", FeelType.List(Given.Card)).With("ns", FeelType.List(FeelType.Number));

    private static readonly string[] Conditions =
    [
        .. new[] { "=", "!=", "<", "<=", ">", ">=" }.SelectMany(sign => new[]
        {
            $"n {sign} m", $"n {sign} 2", $"2 {sign} n", $"n {sign} 2.5", $"d {sign} e", $"d {sign} @\"2024-02-29\"", $"y {sign} @\"P1Y\"", $"d.year {sign} 2024", $"2024.5 {sign} d.year",
            $"n + m {sign} 3", $"d - e {sign} @\"P1D\"", $"d + @\"P1Y\" {sign} e", $"d - @\"P30D\" {sign} e", $"p.dateOfBirth {sign} d", $"p.pension {sign} n", $"count(xs) {sign} 1",
        }),
        "s = t", "s != \"a\"", "n = null", "null != d", "p.pension = null", "p = null", "p.pension = null or p.pension < n", "f and n > 1", "f or s = \"a\"", "not(n > 1)", "not(f)",
        "n between 1 and m", "d between e and @\"2024-03-01\"", "n in (1, 2)", "n in (< 1, [2..3], (5..m])", "s in (\"a\", t)", "d in [e..@\"2024-03-01\")", "n in (1, xs)",
        "if n > 1 then f else d < e", "if f then n > 1 else m > 1", "(if n > m then n else m) > 2", "(if f then 1 else n) = 1",
        "age(p.dateOfBirth, d) < 6", "years and months duration(d, e).years > 0", "years and months duration(d, e) > @\"P2M\"", "abs(n) > 1", "(d - e).days > 1", "d.weekday in [1..5]", "d.month = e.month and d.day < e.day",
        "n * m / 2 > 1", "n / m > 1", "n ** 2 > 4", "n * 79228162514264337593543950335 > 1", "-n > 1", "n - 1 < 0",
        "some x in xs satisfies d in [x.validFrom..x.validTo]", "every x in xs satisfies x.validTo < d", "some x in ns satisfies x > n", "every x in xs satisfies x.number = s",
        "some x in xs satisfies string length(x.number) > n", "some x in xs satisfies some z in ns satisfies z = n and x.validTo > d", "some x in xs[validTo > d] satisfies x.validFrom < d", "some x in ns satisfies f",
        "string length(s) > 0 and n > 1", "contains(s, \"a\") or n = 2", "upper case(s) = t", "p.name = s", "n > 1 and n > \"a\"",
    ];

    private static readonly string[] Calculations =
    [
        "n + m", "n - 1", "n * 0.1", "n / m", "d + @\"P1M\"", "d + y", "d - @\"P1D\"", "d - e", "d.year", "years and months duration(d, e)", "age(d, e)", "count(xs)", "abs(n)",
        "if n > 1 then n else m * 2", "if f then d else e", "if n = null then 1 else 2.5", "if f then s else \"no\"", "(d - e).days", "y.months", "if f then y else @\"P1Y\"",
    ];

    public static TheoryData<string> Typical { get; } = [.. Conditions.Concat(Calculations)];

    private static readonly Value[] Odd = [Value.Null, Given.Unknown, Given.OtherUnknown, Given.List(), Given.Num(7), Value.Of("a"), Given.Day(2024, 2, 29), Value.True];

    [Theory]
    [MemberData(nameof(Typical))]
    public void It_gives_what_the_interpreter_gives(string text)
    {
        var expression = Given.Read(text, Scope).Expression!;
        var warm = expression.Compile().WarmUp();
        foreach (var values in Frames())
        {
            var interpreted = Run(values, expression.Interpret);
            Assert.True(interpreted == Run(values, warm.Evaluate), $"{text} over {string.Join(", ", values)}: {interpreted} and {Run(values, warm.Evaluate)}");
            Assert.Equal(Given.AsTernary(interpreted), warm.EvaluateCondition(Frame(values)));
        }
    }

    [Theory]
    [InlineData("n > 1")]
    [InlineData("p.pension = null or p.pension < n")]
    [InlineData("some x in xs satisfies d in [x.validFrom..x.validTo]")]
    [InlineData("age(p.dateOfBirth, d) < 6 and s in (\"a\", \"b\")")]
    [InlineData("if n > 1 then n else m * 2")]
    public void What_rules_ask_most_is_answered_by_it(string text)
    {
        var read = Given.Read(text, Scope).Expression!;
        var rest = new Compiler(read.Source, new Interpreter(read.Source));
        Code Rest(Node node) => node == read.Root ? new NeverRun() : rest.Make(node);
        var at = read.Source.PositionAt(0);
        var result = MachineCode.Run(read.Root, Rest, at)?.Invoke(Frame(Ordinary())) ?? Value.Of(MachineCode.Test(read.Root, Rest, at)!(Frame(Ordinary())) == Ternary.True);
        Assert.Equal(read.Interpret(Frame(Ordinary())), result);
    }

    [Fact]
    public void It_is_not_made_of_endless_expressions() =>
        Assert.Null(MachineCode.Test(Given.Read($"n in ({string.Join(", ", Enumerable.Range(0, 1_000))})", Scope).Expression!.Root, _ => throw new InvalidOperationException(), new SourcePosition("x", 1, 1)));

    [Fact]
    public void It_takes_the_steps_that_the_interpreter_takes()
    {
        var expression = Given.Read("some x in ns satisfies x > 100", Scope).Expression!;
        var warm = expression.Compile().WarmUp();
        var values = Ordinary();
        values[10] = Given.List([.. Enumerable.Range(0, 50).Select(number => Given.Num(number))]);
        var (one, other) = (Frame(values), Frame(values));
        Assert.Equal(expression.Interpret(one), warm.Evaluate(other));
        Assert.Equal(one.StepsLeft, other.StepsLeft);
        other.StepsLeft = 20;
        Assert.Equal(FeelLimit.Steps, Assert.Throws<FeelLimitException>(() => warm.EvaluateCondition(other)).Limit);
    }

    [Fact]
    public void An_expression_becomes_machine_code_by_running()
    {
        var compiled = Given.Read("n + m > 3 and n < 3", Scope).Expression!.Compile();
        var frame = Frame(Ordinary());
        for (var i = 0; i < 20_100; i++)
        {
            frame.StepsLeft = Par.Rules.Feel.Frame.DefaultSteps;
            Assert.Equal(Ternary.True, compiled.EvaluateCondition(frame));
        }
    }

    // Ordinary values, each place in turn with something odd in it, and pairs of odd places.
    private static IEnumerable<Value[]> Frames()
    {
        yield return Ordinary();
        foreach (var odd in Odd)
        {
            for (var place = 0; place < Scope.Count; place++)
            {
                var values = Ordinary();
                values[place] = odd;
                yield return values;
                values = Ordinary();
                values[place] = odd;
                values[(place + 1) % Scope.Count] = Given.Unknown;
                yield return values;
            }
        }

        foreach (var birth in new[] { Given.Day(1900, 1, 31), Value.Null, Given.Unknown, Given.Num(1) })
        {
            var values = Ordinary();
            values[8] = Value.Of(Given.PersonOf(birth, Given.Unknown, Value.Null));
            values[3] = Given.Day(9999, 12, 31);
            values[9] = Given.List(Value.Of(Given.CardOf(birth, Value.Null)), Value.Null, Value.Of(Given.CardOf(Given.Day(2024, 1, 1), Given.Day(2025, 1, 1))));
            yield return values;
        }
    }

    private static Value[] Ordinary() =>
    [
        Given.Num(2), Given.Num(2.5m), Given.Day(2024, 2, 29), Given.Day(2022, 12, 31), Value.Of("a"), Value.Of("A"), Value.True, Value.Of(new YearsAndMonths(14)),
        Value.Of(Given.PersonOf(Given.Day(2020, 2, 29), Given.List(), Given.Num(1.5m))),
        Given.List(Value.Of(Given.CardOf(Given.Day(2020, 1, 1), Given.Day(2023, 1, 1))), Value.Of(Given.CardOf(Given.Day(2024, 1, 1), Given.Day(2025, 1, 1)))),
        Given.List(Given.Num(1), Given.Num(2), Given.Num(3)),
    ];

    private static Value Run(Value[] values, Func<Frame, Value> run) => run(Frame(values));

    private static Frame Frame(Value[] values)
    {
        var frame = new Frame(Scope);
        for (var i = 0; i < values.Length; i++)
        {
            frame[i] = values[i];
        }

        return frame;
    }

    /// <summary>The careful way, where it must not be needed.</summary>
    private sealed class NeverRun : Code
    {
        public override ref readonly Value Get(Frame frame, ref Value room) => throw new InvalidOperationException("Machine code gave up.");
    }
}
