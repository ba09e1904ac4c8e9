using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class LiteralTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.50", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1.2e3", "1200")]
    [InlineData("-3", "-3")]
    [InlineData("--3", "3")]
    [InlineData("\"Nguyễn Văn An\"", "\"Nguyễn Văn An\"")]
    [InlineData("\"a\\\"b\\\\c\\n\"", "\"a\\\"b\\\\c\\n\"")]
    [InlineData("\"\\u1ea1\"", "\"ạ\"")]
    [InlineData("\"\\U01F40E\"", "\"🐎\"")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("@\"2024-07-01\"", "@\"2024-07-01\"")]
    [InlineData("@\"-0044-03-15\"", "@\"-0044-03-15\"")]
    [InlineData("@\"08:30:00.5\"", "@\"08:30:00.5\"")]
    [InlineData("@\"2024-07-01T08:30:00+07:00\"", "@\"2024-07-01T08:30:00+07:00\"")]
    [InlineData("@\"2024-07-01T08:30:00@Asia/Ho_Chi_Minh\"", "@\"2024-07-01T08:30:00@Asia/Ho_Chi_Minh\"")]
    [InlineData("@\"P1Y6M\"", "@\"P1Y6M\"")]
    [InlineData("@\"-P3DT4H5M6.5S\"", "@\"-P3DT4H5M6.5S\"")]
    [InlineData("[1, \"a\", [true]]", "[1, \"a\", [true]]")]
    [InlineData("{a: 1, \"b c\": a + 1}", "{a: 1, b c: 2}")]
    [InlineData("[1..5)", "[1..5)")]
    [InlineData("]1..5[", "(1..5)")]
    [InlineData("(< 5)", "(< 5)")]
    [InlineData("(>= 5)", "(>= 5)")]
    [InlineData("1 // the rest is a comment", "1")]
    [InlineData("/* before */ 2", "2")]
    public void A_literal_is_written_out_as_it_was_read(string text, string expected) => Assert.Equal(expected, Given.Run(text).ToString());

    [Fact]
    public void A_text_that_is_written_with_separate_accents_equals_the_composed_one() =>
        Assert.Equal(Value.True, Given.Run("\"e\u0302\u0301\" = \"\u1ebf\""));

    [Fact]
    public void A_value_holds_numbers_and_days_within_32_bytes() => Assert.Equal(32, System.Runtime.CompilerServices.Unsafe.SizeOf<Value>());

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("1 / 3 * 3 > 0.99", "true")]
    [InlineData("0.1 + 0.2 = 0.3", "true")]
    [InlineData("\"a\" + \"b\"", "\"ab\"")]
    [InlineData("1 / 0", "null")]
    [InlineData("79228162514264337593543950335 * 10", "null")]
    [InlineData("1 < 2 and 2 < 3 or false", "true")]
    [InlineData("if 1 < 2 then \"y\" else \"n\"", "\"y\"")]
    [InlineData("3 between 1 and 5 and true", "true")]
    [InlineData("5 in (< 3, [4..6])", "true")]
    [InlineData("5 in (1, 2)", "false")]
    [InlineData("1 instance of number", "true")]
    [InlineData("[1] instance of list<number>", "true")]
    [InlineData("null instance of number", "false")]
    public void Operators_bind_as_the_standard_has_it(string text, string expected) => Assert.Equal(expected, Given.RunAsInDmn(text).ToString());

    [Theory]
    [InlineData("for i in 1..3 return i * i", "[1, 4, 9]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]")]
    [InlineData("for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3]")]
    [InlineData("for d in @\"2024-02-28\"..@\"2024-03-01\" return day of week(d)", "[\"Wednesday\", \"Thursday\", \"Friday\"]")]
    [InlineData("[1, 2, 3, 4][item > 2]", "[3, 4]")]
    [InlineData("[{item: 1}, {item: 2}, {item: 3}][item >= 2]", "[{item: 2}, {item: 3}]")]
    [InlineData("[{item: 1, n: [5, 6]}][count(n[item > 5]) = item]", "[{item: 1, n: [5, 6]}]")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b", "[4]")]
    [InlineData("some i in [1, 2] satisfies i > 1", "true")]
    [InlineData("every i in [] satisfies i", "true")]
    [InlineData("(function(a: number, b: number) a * b)(3, 4)", "12")]
    [InlineData("{fact: function(n: number) if n < 2 then 1 else n * fact(n - 1), r: fact(5)}.r", "120")]
    [InlineData("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]")]
    [InlineData("{first name: \"An\", greeting: \"Xin chào \" + first name}.greeting", "\"Xin chào An\"")]
    [InlineData("string length(\"🐎ab\")", "3")]
    [InlineData("substring(string: \"foobar\", start position: 3)", "\"obar\"")]
    [InlineData("matches(\"000.00.01.H42\", \"^\\d{3}\\.\")", "true")]
    public void Loops_filters_paths_contexts_and_functions_work(string text, string expected) => Assert.Equal(expected, Given.Run(text).ToString());
}
