using System.Globalization;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Evaluation;

public class ValueWordsTests
{
    public static TheoryData<string, string, string> Values() => new()
    {
        { "null", "không có", "none" },
        { "true", "có", "yes" },
        { "false", "không", "no" },
        { "500000", "500.000", "500,000" },
        { "-1234567.5", "-1.234.567,5", "-1,234,567.5" },
        { "0.25", "0,25", "0.25" },
        { "\"An Khê\"", "An Khê", "An Khê" },
        { "@\"2024-07-09\"", "09/07/2024", "9 July 2024" },
        { "@\"08:05:00\"", "08:05", "08:05" },
        { "@\"2024-07-09T16:30:00+07:00\"", "16:30 ngày 09/07/2024", "9 July 2024, 16:30" },
        { "@\"P1DT2H\"", "1 ngày 2 giờ", "1 day 2 hours" },
        { "@\"-PT30M\"", "-30 phút", "-30 minutes" },
        { "@\"PT0S\"", "0 giây", "0 seconds" },
        { "@\"P75Y\"", "75 năm", "75 years" },
        { "@\"P1Y1M\"", "1 năm 1 tháng", "1 year 1 month" },
        { "@\"P0M\"", "0 tháng", "0 months" },
        { "[@\"2024-07-09\", \"x\"]", "09/07/2024, x", "9 July 2024, x" },
        { "[]", "không có", "none" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_reads_naturally_in_both_languages(string expression, string vi, string en)
    {
        var value = Par.Rules.Feel.Feel.Read(Par.Rules.Diagnostics.SourceText.Bare(expression), Scope.Empty).Expression!.Interpret(new Frame(Scope.Empty));

        Assert.Equal((vi, en), (ValueWords.Of(value, Language.Vietnamese), ValueWords.Of(value, Language.English)));
    }

    [Fact]
    public void What_is_unknown_is_said_to_be()
    {
        var unknown = Value.Unknown(MissingFacts.Of(new MissingFact(FactName.Parse("Person.name"), "population", MissingBecause.NoAnswer)));

        Assert.Equal(("chưa rõ", "not known"), (ValueWords.Of(unknown, Language.Vietnamese), ValueWords.Of(unknown, Language.English)));
    }

    [Fact]
    public void The_settings_of_the_machine_change_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal("9 July 2024", ValueWords.Of(Value.Of(new DateOnly(2024, 7, 9)), Language.English));
            Assert.Equal("1.234,5", ValueWords.Of(Value.Of(1234.5m), Language.Vietnamese));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
