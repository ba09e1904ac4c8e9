using CsCheck;
using Par.Fuzz.Feel.Typed;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>Silence is never "no", and never "yes": what is settled without an answer stays so once the answer comes.</summary>
public sealed class SilenceTests
{
    [Fact]
    public void What_is_settled_while_a_registry_is_silent_stays_so_when_it_answers() =>
        Gen.Select(TypedExpressions.Conditions(3), RandomFrames.Fitting, Gen.Int[1, 1 << 18]).Sample(
            (text, values, silent) =>
            {
                // Functions with declared parameters make null of what does not fit them, which a comparison with null turns into yes.
                if (text.Contains("(p: ", StringComparison.Ordinal) || Given.Read(text, Register.Forgiving).Expression is not { } expression)
                {
                    return;
                }

                var hidden = values.Select((value, place) => (silent >> (place % 18) & 1) != 0 ? Given.Unknown : value).ToArray();
                var settled = Answer(expression, hidden);
                if (settled is Ternary.True or Ternary.False)
                {
                    Assert.Contains(Answer(expression, values), new[] { settled, Ternary.Null });
                }
            },
            iter: 4_000,
            threads: 1);

    [Fact]
    public void Only_what_is_unknown_makes_unknown() =>
        Gen.Select(TypedExpressions.Any(3), RandomFrames.Values).Sample(
            (text, values) =>
            {
                Value[] known = [.. values.Select(value => value.ToString().Contains("unknown(", StringComparison.Ordinal) ? Value.Null : value)];
                if (Given.Read(text, Register.Forgiving).Expression is { } expression)
                {
                    Assert.False(Run(expression, known).IsUnknown);
                }
            },
            iter: 2_000,
            threads: 1);

    private static Ternary Answer(CheckedExpression expression, Value[] values) => Given.AsTernary(Run(expression, values));

    private static Value Run(CheckedExpression expression, Value[] values)
    {
        var frame = new Frame(Register.Forgiving) { StepsLeft = 20_000 };
        for (var i = 0; i < values.Length; i++)
        {
            frame[i] = values[i];
        }

        try
        {
            return expression.Interpret(frame);
        }
        catch (FeelLimitException)
        {
            return Value.Null;
        }
    }
}
