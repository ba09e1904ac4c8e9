using Par.Rules.Facts;

namespace Par.Rules.Tests.Facts;

public sealed class FactNameTests
{
    [Fact]
    public void A_name_is_read_as_it_is_written() =>
        Assert.Equal(new FactName("Person", "insurances"), FactName.Parse("Person.insurances"));

    [Fact]
    public void A_name_is_written_with_a_dot() =>
        Assert.Equal("Person.insurances", new FactName("Person", "insurances").ToString());

    [Theory]
    [InlineData("Person")]
    [InlineData(".insurances")]
    [InlineData("Person.")]
    public void A_name_without_both_parts_is_refused(string text)
    {
        var refused = Assert.Throws<FormatException>(() => FactName.Parse(text));
        Assert.Equal($"'{text}' is not a fact name. Write the kind of thing, a dot and the field, such as 'Person.insurances'.", refused.Message);
    }

    [Fact]
    public void Names_are_ordered_by_entity_then_field() =>
        Assert.True(new FactName("Card", "z") < new FactName("Person", "a") && new FactName("Person", "a") < new FactName("Person", "b"));
}
