using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("age(subject.dateOfBirth, today) < limit")]
    [InlineData("subject.dateOfBirth + @\"P75Y\" <= today and subject.pension = null")]
    [InlineData("some i in subject.insurances satisfies today in [i.validFrom..i.validTo]")]
    [InlineData("every i in subject.insurances satisfies i.validFrom <= i.validTo")]
    [InlineData("limit * 2 + 1 between 3 and 20 and not(flag = false)")]
    [InlineData("today - registered on < @\"P45D\" or limit in (1, 2, [5..7])")]
    [InlineData("if flag then today > registered on else limit > 3")]
    [InlineData("count(subject.insurances) = 1 and subject.dateOfBirth.year >= 2018")]
    [InlineData("count(subject.insurances) = 1")]
    [InlineData("limit in [1, 2, 6] and not(list contains([3, 4], limit))")]
    [InlineData("subject.dateOfBirth.year >= 2018")]
    public void A_condition_over_days_and_numbers_allocates_nothing(string text)
    {
        var cards = Given.List(Value.Of(Given.CardOf(Given.Day(2024, 1, 1), Given.Day(2024, 12, 31))));
        var frame = Given.Frame(Given.PersonOf(Given.Day(2020, 2, 29), cards));
        var condition = Given.Read(text).Expression!.Compile().WarmUp();
        Repeat(condition, frame, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var held = Repeat(condition, frame, 1000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(held is 0 or 1000);
    }

    private static int Repeat(CompiledExpression condition, Frame frame, int times)
    {
        var held = 0;
        for (var i = 0; i < times; i++)
        {
            frame.StepsLeft = Frame.DefaultSteps;
            held += condition.EvaluateCondition(frame) == Ternary.True ? 1 : 0;
        }

        return held;
    }
}
