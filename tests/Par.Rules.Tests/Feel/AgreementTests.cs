using CsCheck;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>Random expressions: machine code and interpreter agree, and mutilated texts give diagnostics, never exceptions.</summary>
public sealed class AgreementTests
{
    private static readonly Scope Scope = Par.Rules.Feel.Scope.AsInDmn
        .With("n", FeelType.Number).With("m", FeelType.Any).With("b", FeelType.Boolean).With("d", FeelType.Date)
        .With("s", FeelType.String).With("xs", FeelType.List(FeelType.Any)).With("p", Given.Person);

    private static readonly Gen<string> Leaf = Gen.OneOf(
        "n", "m", "b", "d", "s", "xs", "p", "p.name", "p.dateOfBirth", "p.insurances", "p.alive", "p.insurances.validTo",
        "1", "0", "2.5", "true", "false", "null", "\"a\"", "\"\"", "@\"2024-02-29\"", "@\"P1Y\"", "@\"P3D\"", "@\"PT5H\"", "@\"10:00:00\"",
        "@\"2024-02-29T10:00:00Z\"", "[]", "[1, n, null]", "[m, true]", "{a: n, b: m}", "[1..5]", "(< 3)", "[p, {name: s}]");

    private static readonly Gen<string> Expressions = Gen.Recursive<string>((depth, inner) => depth >= 4
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (3, Gen.Select(inner, Gen.OneOf("+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"), inner, (a, o, b) => $"({a}) {o} ({b})")),
            (1, Gen.Select(inner, inner, inner, (a, b, c) => $"if {a} then {b} else {c}")),
            (1, Gen.Select(inner, inner, inner, (a, b, c) => $"({a}) between ({b}) and ({c})")),
            (1, Gen.Select(inner, inner, inner, (a, b, c) => $"({a}) in (({b}), < ({c}), [({b})..({c})])")),
            (1, Gen.Select(inner, inner, (a, b) => $"({a}) in ({b})")),
            (1, Gen.Select(inner, inner, (a, b) => $"({a})[{b}]")),
            (1, Gen.Select(inner, inner, (a, b) => $"({a})[item = ({b})]")),
            (1, Gen.Select(inner, Gen.OneOf("name", "a", "year", "validTo", "start"), (a, f) => $"({a}).{f}")),
            (1, Gen.Select(Gen.OneOf("some", "every"), inner, inner, (q, a, b) => $"{q} i in ({a}) satisfies i = ({b})")),
            (1, Gen.Select(Gen.OneOf("some", "every"), inner, inner, (q, a, b) => $"{q} i in ({a}), j in [i, 1] satisfies ({b})")),
            (1, Gen.Select(inner, inner, (a, b) => $"for i in ({a}) return [i, {b}, count(partial)]")),
            (1, Gen.Select(inner, inner, (a, b) => $"{{x: {a}, y: [x, {b}]}}.y")),
            (1, Gen.Select(inner, inner, (a, b) => $"(function(x) [x, {a}])({b})")),
            (1, Gen.Select(Gen.OneOf("not", "count", "sum", "max", "string", "reverse", "all", "any", "day of week", "distinct values"), inner, (f, a) => $"{f}({a})")),
            (1, Gen.Select(Gen.OneOf("list contains", "append", "concatenate", "age", "substring", "before", "is", "date and time"), inner, inner, (f, a, b) => $"{f}({a}, {b})")),
            (1, Gen.Select(inner, Gen.OneOf("number", "list<Any>", "date", "context"), (a, t) => $"({a}) instance of {t}")),
            (1, inner.Select(a => $"-({a})"))));

    private static readonly Gen<Value> Anything = Gen.OneOf(
        Gen.Const(Value.Null),
        Gen.Const(Given.Unknown),
        Gen.Const(Given.OtherUnknown),
        Gen.Bool.Select(Value.Of),
        Gen.Int[-3, 7].Select(number => Value.Of((decimal)number)),
        Gen.OneOf("", "a", "An").Select(text => Value.Of(text)),
        Gen.Int[0, 3000].Select(days => Value.Of(new DateOnly(2018, 1, 1).AddDays(days))));

    private static readonly Gen<Value> Lists = Gen.OneOf(Anything.Array[0, 4].Select(items => Given.List(items)), Anything);

    private static readonly Gen<Value[]> Frames =
        Gen.Select(Anything.Array[5], Lists, Lists, Anything, (five, list, cards, birth) =>
            five.Append(list).Append(Value.Of(Given.PersonOf(birth, cards))).ToArray());

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
                Assert.Equal(interpreted.Stopped, Outcome(values, frame => Value.Of(compiled.EvaluateCondition(frame) == Given.AsTernary(interpreted.Value))).Stopped);
            },
            iter: 2000,
            threads: 1);

    [Fact]
    public void A_condition_answers_as_its_value_does() =>
        Gen.Select(Expressions, Frames).Sample(
            (text, values) =>
            {
                var compiled = Par.Rules.Feel.Feel.Read(SourceText.Bare(text), Scope).Expression!.Compile();
                return compiled.EvaluateCondition(FrameOf(values)) == Given.AsTernary(compiled.Evaluate(FrameOf(values)));
            },
            iter: 500,
            threads: 1);

    [Fact]
    public void A_mutilated_expression_gives_diagnostics_with_places_and_never_an_exception() =>
        Gen.Select(Expressions, Gen.Int[0, 400], Gen.Int[0, 6], Gen.OneOf("(", ")", "[", "\"", "..", ".", "@", "if", " in ", "\\", "§", "}", "{", "??", "'", "\ud83d", "\u0000", "e9", "instance of"), Gen.Bool).Sample(
            (text, place, cut, inserted, strict) =>
            {
                place = Math.Min(place, text.Length);
                var mutilated = text[..place] + inserted + text[Math.Min(place + cut, text.Length)..];
                var read = Par.Rules.Feel.Feel.Read(SourceText.Bare(mutilated), strict ? Given.Scope : Scope);
                Assert.True(read.Expression is null == read.Diagnostics.Count > 0);
                foreach (var found in read.Diagnostics)
                {
                    Assert.Matches("^PAR[12][0-9]{2}$", found.Code);
                    Assert.InRange(found.At.Column + ((found.At.Line - 1) * 1000), 1, mutilated.Length + 1);
                    Assert.EndsWith(".", found.Problem, StringComparison.Ordinal);
                    Assert.False(string.IsNullOrWhiteSpace(found.Mend));
                }

                read.Expression?.Interpret(new Frame(Scope));
            },
            iter: 20_000,
            threads: 1);

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
