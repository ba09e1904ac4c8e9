
namespace Par.Rules.Tests.Feel;

public sealed class ReadsTests
{
    [Theory]
    [InlineData("subject.dateOfBirth < today", "Person.dateOfBirth")]
    [InlineData("some i in subject.insurances satisfies today in [i.validFrom..i.validTo]", "Card.validFrom Card.validTo Person.insurances")]
    [InlineData("subject.insurances[validTo > today]", "Card.validTo Person.insurances")]
    [InlineData("subject.insurances.validTo", "Card.validTo Person.insurances")]
    [InlineData("subject.insurances[1].holder.name", "Card.holder Person.insurances Person.name")]
    [InlineData("count(subject.insurances) > 0", "Person.insurances")]
    [InlineData("limit > 3", "")]
    [InlineData("subject", "")]
    [InlineData("subject = null", "Person.alive Person.dateOfBirth Person.insurances Person.name Person.pension")]
    [InlineData("get value(subject, \"name\")", "Person.alive Person.dateOfBirth Person.insurances Person.name Person.pension")]
    [InlineData("if flag then subject.name else string(subject.pension)", "Person.name Person.pension")]
    [InlineData("{p: subject, n: p.name}.n", "Person.name")]
    public void The_fields_an_expression_may_read_are_known_before_it_runs(string text, string expected)
    {
        var reads = Given.Read(text).Expression!.Reads;
        Assert.Equal(expected, string.Join(' ', reads.Select(read => $"{read.Shape}.{read.Field}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_variables_it_speaks_of_are_known() =>
        Assert.Equal(["registered on", "subject"], Given.Read("for today in [1] return subject.pension + (registered on).day").Expression!.Variables.Order(StringComparer.Ordinal));
}
