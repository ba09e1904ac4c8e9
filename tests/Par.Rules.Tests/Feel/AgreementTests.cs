using CsCheck;
using Par.Fuzz.Feel;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.BuiltIns;

namespace Par.Rules.Tests.Feel;

/// <summary>Random expressions: machine code and interpreter agree, and mutilated texts give diagnostics, never exceptions.</summary>
public sealed class AgreementTests
{
    private static readonly Scope Scope = Par.Rules.Feel.Scope.AsInDmn
        .With("n", FeelType.Number).With("m", FeelType.Any).With("b", FeelType.Boolean).With("d", FeelType.Date)
        .With("s", FeelType.String).With("xs", FeelType.List(FeelType.Any)).With("p", Given.Person);

    private static readonly Gen<string> Expressions = FuzzTexts.Whole;

    private static readonly Gen<Value>[] Typed =
    [
        Gen.Int[-1, 4].Select(number => Value.Of((decimal)number)),
        Gen.Bool.Select(Value.Of),
        Gen.Int[-2, 2].Select(days => Value.Of(new DateOnly(2024, 2, 29).AddDays(days))),
        Gen.OneOf("", "a", "An").Select(text => Value.Of(text)),
    ];

    private static readonly Gen<Value> Anything =
        Gen.OneOf([Gen.Const(Value.Null), Gen.Const(Given.Unknown), Gen.Const(Given.OtherUnknown), .. Typed]);

    private static readonly Gen<Value> Lists = Gen.OneOf(Anything.Array[0, 4].Select(items => Given.List(items)), Anything);

    private static readonly Gen<Value[]> Frames =
        Gen.Select(Mostly(0), Anything, Mostly(1), Mostly(2), Mostly(3), Lists, Lists, Mostly(2), (n, m, b, d, s, list, cards, birth) =>
            new[] { n, m, b, d, s, list, Value.Of(Given.PersonOf(birth, cards)) });

    [Fact]
    public void Machine_code_gives_what_the_interpreter_gives() =>
        Gen.Select(Expressions, Frames).Sample(
            (text, values) =>
            {
                var read = Par.Rules.Feel.Feel.Read(SourceText.Bare(text), Scope);
                Assert.Equal("", string.Join(Environment.NewLine, read.Diagnostics));
                var interpreted = Outcome(values, read.Expression!.Interpret);
                var compiled = read.Expression.Compile();
                Assert.Equal(interpreted, Outcome(values, compiled.Evaluate));
                Assert.Equal(interpreted, Outcome(values, compiled.WarmUp().Evaluate));
                Assert.Equal(interpreted.Stopped, Outcome(values, frame => Value.Of(compiled.EvaluateCondition(frame) == Given.AsTernary(interpreted.Value))).Stopped);
            },
            iter: 700,
            threads: 1);

    [Fact]
    public void Machine_code_agrees_on_every_operator_and_function_over_every_kind_of_value()
    {
        var scope = Par.Rules.Feel.Scope.AsInDmn.With("x", FeelType.Any).With("y", FeelType.Any).With("z", FeelType.Any);
        string[] written =
        [
            .. new[] { "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "**", "and", "or", "in" }.Select(sign => $"x {sign} y"),
            "-x", "x[y]", "x[item = y]", "x[item > y]", "[x..y]", "[x..y)", "(x..y]", "(> x)", "x between y and z", "x in [y..z]", "x in (y..z)", "x in (< y, [y..z))",
            "if x then y else z", "some i in x satisfies i = y", "every i in x satisfies i > y", "some i in x, j in [y] satisfies i = j", "for i in x return i", "for i in x..y return i",
            "x.name", "x.year", "x.a", "x instance of number", "x instance of list<number>", "{a: x, b: a}", "[x, y]", "(function(a: number) a)(x)",
            .. Library.Names.SelectMany(Library.Find).Where(way => way.Accepts.Length is > 0 and < 4).Select(Call).Distinct(),
        ];
        Value[] values =
        [
            Value.Null, Given.Unknown, Given.OtherUnknown, Value.True, Value.False, Given.Num(0), Given.Num(1), Given.Num(2.5m), Value.Of(""), Value.Of("a"),
            Given.Day(2024, 2, 29), Given.Day(2024, 3, 1), Value.Of(FeelTime.Of(new TimeOnly(10, 0))), Value.Of(new DateTimeOffset(2024, 2, 29, 10, 0, 0, TimeSpan.Zero)),
            Value.Of(new DaysAndTime(FeelTime.Day)), Value.Of(new YearsAndMonths(12)), Given.List(), Given.List(Given.Num(1), Given.Unknown), Given.List(Value.True, Value.Null),
            Value.Of(new FeelRange(Given.Num(0), true, Given.Num(2), false)), Value.Of(Given.PersonOf(Given.Day(2024, 2, 29), Given.Unknown)),
        ];
        var frame = new Frame(scope);
        foreach (var text in written)
        {
            var expression = Given.Read(text, scope).Expression!;
            var compiled = expression.Compile().WarmUp();
            foreach (var x in values)
            {
                foreach (var y in values)
                {
                    (frame[0], frame[1], frame[2], frame.StepsLeft) = (x, y, Given.Num(2), Frame.DefaultSteps);
                    var interpreted = expression.Interpret(frame);
                    Assert.True(interpreted == compiled.Evaluate(frame), $"{text} with {x}, {y}: {interpreted} and {compiled.Evaluate(frame)}");
                    Assert.True(Given.AsTernary(interpreted) == compiled.EvaluateCondition(frame), $"{text} with {x}, {y}");
                }
            }
        }
    }

    [Fact]
    public void A_condition_answers_as_its_value_does() =>
        Gen.Select(Expressions, Frames).Sample(
            (text, values) =>
            {
                var compiled = Par.Rules.Feel.Feel.Read(SourceText.Bare(text), Scope).Expression!.Compile().WarmUp();
                return compiled.EvaluateCondition(FrameOf(values)) == Given.AsTernary(compiled.Evaluate(FrameOf(values)));
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void A_mutilated_expression_gives_diagnostics_with_places_and_never_an_exception() =>
        Gen.Select(Gen.Frequency((50, FuzzTexts.Mutilated), (10, FuzzTexts.Joined), (1, FuzzTexts.Endless(50, 500, 2_000))), Gen.Bool)
            .Sample((text, strict) => Assert.Null(FuzzCheck.Expression(text, strict ? Given.Scope : Scope).Complaint), iter: 8_000, threads: 1);

    private static string Call(BuiltIn way) => $"{way.Name}({string.Join(", ", new[] { "x", "y", "z" }.Take(way.Accepts.Length))})";

    private static Gen<Value> Mostly(int type) => Gen.Frequency((6, Typed[type]), (1, Gen.Const(Value.Null)), (1, Gen.Const(Given.Unknown)));

    private static Frame FrameOf(Value[] values)
    {
        var frame = new Frame(Scope);
        for (var i = 0; i < values.Length; i++)
        {
            frame[i] = values[i];
        }

        return frame;
    }

    // Functions are made anew on each run, so of a function only its parameters can be compared.
    private static (Value Value, FeelLimit? Stopped, string Text) Outcome(Value[] values, Func<Frame, Value> run)
    {
        try
        {
            var value = run(FrameOf(values));
            return (Given.AsTernary(value) == Ternary.Null ? Value.Null : value, null, value.ToString());
        }
        catch (FeelLimitException stopped)
        {
            return (Value.Null, stopped.Limit, "");
        }
    }
}
