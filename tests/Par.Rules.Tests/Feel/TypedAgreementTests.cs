using CsCheck;
using Par.Fuzz.Feel.Typed;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>Random expressions such as rules hold, over records that keep to their shapes and over some that do not.</summary>
public sealed class TypedAgreementTests
{
    [Fact]
    public void Typed_expressions_give_compiled_what_they_give_interpreted() =>
        Gen.Select(Gen.OneOf(TypedExpressions.Any(3), TypedExpressions.Conditions(3)), RandomFrames.Values, Gen.Bool).Sample(
            (text, values, strict) =>
            {
                var scope = strict ? Register.Strict : Register.Forgiving;
                if (Given.Read(text, scope).Expression is not { } expression)
                {
                    return;
                }

                var interpreted = Outcome(expression.Interpret, scope, values);
                var compiled = expression.Compile();
                Assert.Equal(interpreted, Outcome(compiled.Evaluate, scope, values));
                compiled.WarmUp();
                Assert.Equal(interpreted, Outcome(compiled.Evaluate, scope, values));
                Assert.Equal(interpreted.Condition, Outcome(frame => AsValue(compiled.EvaluateCondition(frame)), scope, values).Condition);
            },
            iter: 3_000,
            threads: 1);

    [Fact]
    public void Most_typed_expressions_can_be_read()
    {
        var refused = Enumerable.Range(0, 400).Select(seed => TypedExpressions.Of(seed, 3)).Select(text => (Text: text, Found: Given.Read(text, Register.Strict).Diagnostics)).Where(one => one.Found.Count > 0).ToArray();
        Assert.True(refused.Length < 40, string.Join('\n', refused.Select(one => $"{one.Text}\n  {one.Found[0]}")));
    }

    private static Value AsValue(Ternary answer) => answer switch
    {
        Ternary.True => Value.True,
        Ternary.False => Value.False,
        Ternary.Unknown => Given.Unknown,
        _ => Value.Null,
    };

    // What is unknown is compared by the facts it misses, which its text does not show.
    private static (string Text, string Missing, string Condition) Outcome(Func<Frame, Value> run, Scope scope, Value[] values)
    {
        var frame = new Frame(scope) { StepsLeft = 20_000 };
        for (var i = 0; i < values.Length; i++)
        {
            frame[i] = values[i];
        }

        try
        {
            var value = run(frame);
            return (value.ToString(), string.Join(", ", value.Missing), Given.AsTernary(value).ToString());
        }
        catch (FeelLimitException stopped)
        {
            return (stopped.Limit.ToString(), "", "");
        }
    }
}
