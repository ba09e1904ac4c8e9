using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class LogicTests
{
    private static readonly Scope Scope = Par.Rules.Feel.Scope.Empty.With("a", FeelType.Boolean).With("b", FeelType.Boolean);

    [Theory]
    [InlineData("t t t")]
    [InlineData("t f f")]
    [InlineData("t n n")]
    [InlineData("t u u")]
    [InlineData("f t f")]
    [InlineData("f f f")]
    [InlineData("f n f")]
    [InlineData("f u f")]
    [InlineData("n t n")]
    [InlineData("n f f")]
    [InlineData("n n n")]
    [InlineData("n u u")]
    [InlineData("u t u")]
    [InlineData("u f f")]
    [InlineData("u n u")]
    [InlineData("u u u")]
    public void And_over_true_false_null_and_unknown(string row) => Assert.Equal(Of(row[4]), Run("a and b", row));

    [Theory]
    [InlineData("t t t")]
    [InlineData("t f t")]
    [InlineData("t n t")]
    [InlineData("t u t")]
    [InlineData("f t t")]
    [InlineData("f f f")]
    [InlineData("f n n")]
    [InlineData("f u u")]
    [InlineData("n t t")]
    [InlineData("n f n")]
    [InlineData("n n n")]
    [InlineData("n u u")]
    [InlineData("u t t")]
    [InlineData("u f u")]
    [InlineData("u n u")]
    [InlineData("u u u")]
    public void Or_over_true_false_null_and_unknown(string row) => Assert.Equal(Of(row[4]), Run("a or b", row));

    [Theory]
    [InlineData("t f f")]
    [InlineData("f f t")]
    [InlineData("n f n")]
    [InlineData("u f u")]
    public void Not_over_true_false_null_and_unknown(string row) => Assert.Equal(Of(row[4]), Run("not(a)", row));

    [Theory]
    [InlineData("t f t", "if a then true else b")]
    [InlineData("f f f", "if a then true else b")]
    [InlineData("n t t", "if a then false else b")]
    [InlineData("u t u", "if a then true else true")]
    public void If_takes_the_other_branch_for_null_and_is_unknown_for_unknown(string row, string text) => Assert.Equal(Of(row[4]), Run(text, row));

    [Fact]
    public void Two_unknown_conditions_are_missing_both_their_facts()
    {
        var frame = new Frame(Scope) { [0] = Given.Unknown, [1] = Given.OtherUnknown };
        Assert.Equal([Given.NoAnswer, Given.TooOld], Given.Run("a and b", frame, Scope).Missing);
        Assert.Equal([Given.NoAnswer, Given.TooOld], Given.Run("a or b", frame, Scope).Missing);
    }

    private static Value Run(string text, string row)
    {
        var frame = new Frame(Scope) { [0] = Of(row[0]), [1] = Of(row[2]) };
        return Given.Run(text, frame, Scope);
    }

    private static Value Of(char letter) => letter switch
    {
        't' => Value.True,
        'f' => Value.False,
        'n' => Value.Null,
        _ => Given.Unknown,
    };
}
