using Par.Rules.Diagnostics;

namespace Par.Rules.Tests.Diagnostics;

public sealed class SourceTextTests
{
    private static readonly SourcePosition Start = new("rules/birth/a.rule.yaml", 12, 8);

    [Fact]
    public void A_plain_text_counts_columns_from_where_it_starts() =>
        Assert.Equal("rules/birth/a.rule.yaml:12:11", SourceText.Plain("age < 6", Start).PositionAt(3).ToString());

    [Fact]
    public void A_new_line_starts_at_column_one() =>
        Assert.Equal(new SourcePosition(Start.File, 13, 2), SourceText.Plain("a\nbc", Start).PositionAt(3));

    [Fact]
    public void A_mapped_text_asks_its_map() =>
        Assert.Equal(new SourcePosition("f", 2, 40), SourceText.Mapped("abc", offset => new SourcePosition("f", offset, 40)).PositionAt(2));

    [Fact]
    public void An_offset_past_the_end_is_the_place_after_the_text() =>
        Assert.Equal(new SourcePosition("expression", 1, 4), SourceText.Bare("abc").PositionAt(99));

    [Fact]
    public void A_slice_keeps_its_places()
    {
        var slice = SourceText.Plain("age < limit", Start).Slice(6, 5);
        Assert.Equal("limit", slice.Text);
        Assert.Equal(new SourcePosition(Start.File, 12, 15), slice.PositionAt(1));
    }
}
