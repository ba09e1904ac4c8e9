using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>The laws of conditions over true, false, null and unknown, seen on every three of them.</summary>
public sealed class LogicLawTests
{
    private static readonly Scope Scope = Par.Rules.Feel.Scope.AsInDmn.With("a", FeelType.Any).With("b", FeelType.Any).With("c", FeelType.Any);
    private static readonly Value[] Answers = [Value.True, Value.False, Value.Null, Given.Unknown];

    [Theory]
    [InlineData("a and b", "b and a")]
    [InlineData("a or b", "b or a")]
    [InlineData("(a and b) and c", "a and (b and c)")]
    [InlineData("(a or b) or c", "a or (b or c)")]
    [InlineData("not(a and b)", "not(a) or not(b)")]
    [InlineData("not(a or b)", "not(a) and not(b)")]
    [InlineData("not(not(a))", "a")]
    [InlineData("some i in [a, b, c] satisfies i", "a or b or c")]
    [InlineData("every i in [a, b, c] satisfies i", "a and b and c")]
    public void Both_sides_of_a_law_answer_alike(string left, string right)
    {
        foreach (var a in Answers)
        {
            foreach (var b in Answers)
            {
                foreach (var c in Answers)
                {
                    var frame = new Frame(Scope) { [0] = a, [1] = b, [2] = c };
                    var (one, other) = (Given.Run(left, frame, Scope), Given.Run(right, frame, Scope));
                    Assert.True(Given.AsTernary(one) == Given.AsTernary(other), $"{left} is {one}, {right} is {other} for {a}, {b}, {c}");
                }
            }
        }
    }
}
