namespace Par.Rules.Tests.Feel;

/// <summary>Regular expressions as XPath has them.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("matches(\"aa\", \"(a)\\1\")", "true")]
    [InlineData("matches(\"aA\", \"(a)\\1\", \"i\")", "true")]
    [InlineData("matches(\"a\", \"(a\\1)\")", "null")]
    [InlineData("matches(\"a\", \"\\1(a)\")", "null")]
    [InlineData("matches(\"a\", \"(?=a)\")", "null")]
    [InlineData("matches(\"a\", \"(?:a)\")", "true")]
    [InlineData("matches(\"a]\", \"a]\")", "null")]
    [InlineData("matches(\"a\", \"a{,2}\")", "null")]
    [InlineData("matches(\"aaa\", \"^a{2,}$\")", "true")]
    [InlineData("matches(\"a\\n\", \"a$\")", "false")]
    [InlineData("matches(\"a\\nb\", \"a$\", \"m\")", "true")]
    [InlineData("matches(\"a\\n\", \"^$\", \"m\")", "false")]
    [InlineData("matches(\"\", \"^$\", \"m\")", "true")]
    [InlineData("matches(\"a\\r\", \"a.\")", "false")]
    [InlineData("matches(\"a\\r\", \"a.\", \"s\")", "true")]
    [InlineData("matches(\"b\", \"[a-z-[aeiou]]\")", "true")]
    [InlineData("matches(\"e\", \"[a-z-[aeiou]]\")", "false")]
    [InlineData("matches(\"a\", \"[]\")", "null")]
    [InlineData("matches(\"đ:1\", \"^\\i\\c*$\")", "true")]
    [InlineData("matches(\"_\", \"\\w\")", "false")]
    [InlineData("matches(\"a.b\", \"a.b\", \"q\")", "true")]
    [InlineData("matches(\"axb\", \"a.b\", \"q\")", "false")]
    [InlineData("matches(\"hello world\", \"hello\\ sworld\", \"x\")", "true")]
    [InlineData("matches(\"hello world\", \"hello[ ]world\", \"x\")", "true")]
    [InlineData("replace(\"a1b22\", \"(\\d+)\", \"<$1>\")", "\"a<1>b<22>\"")]
    [InlineData("replace(\"abc\", \"b\", \"[$1]\")", "\"a[]c\"")]
    [InlineData("replace(\"abc\", \"(b)\", \"$12\")", "\"ab2c\"")]
    [InlineData("replace(\"abcdefghijkl\", \"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)\", \"$11\")", "\"kl\"")]
    [InlineData("replace(\"abracadabra\", \".*?\", \"$1\")", "null")]
    [InlineData("split(\"a1b2c\", \"([0-9])\")", "[\"a\", \"b\", \"c\"]")]
    [InlineData("split(\"abc\", \"\")", "null")]
    public void Patterns_mean_what_XPath_says(string expression, string expected) => Assert.Equal(expected, Given.RunAsInDmn(expression).ToString());
}
