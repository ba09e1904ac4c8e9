using Par.Rules.Diagnostics;

namespace Par.Rules.Tests.Diagnostics;

public sealed class NearestTests
{
    private static readonly string[] Known = ["dateOfBirth", "dateOfDeath", "name", "insurances"];

    [Theory]
    [InlineData("dateOfBrith", "dateOfBirth")]
    [InlineData("dateofbirth", "dateOfBirth")]
    [InlineData("insurance", "insurances")]
    [InlineData("nmae", "name")]
    public void A_misspelt_name_finds_the_one_meant(string written, string meant) => Assert.Equal(meant, Nearest.Name(written, Known));

    [Theory]
    [InlineData("pension")]
    [InlineData("x")]
    public void A_name_like_none_finds_none(string written) => Assert.Null(Nearest.Name(written, Known));

    [Fact]
    public void Of_two_equally_near_the_first_by_letters_is_taken() => Assert.Equal("cat", Nearest.Name("bat", ["rat", "cat"]));

    [Fact]
    public void Where_nothing_is_known_nothing_is_near() => Assert.Null(Nearest.Name("anything", []));
}
