using Par.Worker.Desk;

namespace Par.Worker.Tests.Desk;

public sealed class NameSearchTests
{
    [Theory]
    [InlineData("hai chau", true)]
    [InlineData("HẢI", true)]
    [InlineData("  ", true)]
    [InlineData(null, true)]
    [InlineData("cong an", true)]
    [InlineData("son tra", false)]
    public void Names_are_found_with_and_without_accents(string? typed, bool found) =>
        Assert.Equal(found, NameSearch.Finds(typed, "Công an phường Hải Châu"));

    [Fact]
    public void D_and_its_stroke_are_one_to_those_who_type() => Assert.True(NameSearch.Finds("dien ban dong", "Phường Điện Bàn Đông"));
}
