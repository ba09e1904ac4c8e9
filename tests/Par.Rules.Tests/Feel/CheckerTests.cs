using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

public sealed class CheckerTests
{
    [Theory]
    [InlineData("subject.dateOfBrith", "1:9: error PAR202: Person has no field 'dateOfBrith'. Did you mean 'dateOfBirth'?")]
    [InlineData("subject.wings", "1:9: error PAR202: Person has no field 'wings'. It has name, dateOfBirth, pension, insurances, alive.")]
    [InlineData("subjct.name", "1:1: error PAR201: nothing here is called 'subjct'. Did you mean 'subject'?")]
    [InlineData("colour = 1", "1:1: error PAR201: nothing here is called 'colour'. Name a variable of the rule, or put a text between double quotes.")]
    [InlineData("cuont([1])", "1:1: error PAR203: there is no function 'cuont'. Did you mean 'count'?")]
    [InlineData("launch(1)", "1:1: error PAR203: there is no function 'launch'. Some that there are: age, count, sum, min, max, contains, date, duration. docs/rule-language.md lists them all.")]
    [InlineData("substring(\"a\")", "1:1: error PAR204: substring() takes 2 or 3 values, not 1. Write substring(string, start position) or substring(string, start position, length).")]
    [InlineData("count()", "1:1: error PAR204: count() takes 1 value, not 0. Write count(list).")]
    [InlineData("(function(a) a)(1, 2)", "1:2: error PAR204: the function takes 1 value, not 2. Give it what it takes.")]
    [InlineData("age(subject.name, today)", "1:5: error PAR205: age() takes a date or date and time as 'dateOfBirth', and this is a string. Write a day as date(\"2024-07-01\").")]
    [InlineData("subject.dateOfBirth < \"2020-01-01\"", "1:1: error PAR206: a date is compared with a string, which can never hold. Write a day as date(\"2024-07-01\").")]
    [InlineData("subject.name = -05", "1:1: error PAR206: a string is compared with a number, which can never hold. Put it between double quotes: \"-05\".")]
    [InlineData("limit = \"6\"", "1:1: error PAR206: a number is compared with a string, which can never hold. Write the number without quotes: 6.")]
    [InlineData("today = @\"2024-07-01T08:00:00\"", "1:1: error PAR206: a date is compared with a date and time, which can never hold. Take the day of the moment with date(...).")]
    [InlineData("flag < true", "1:1: error PAR206: a boolean is compared with a boolean, which can never hold. Compare or combine two values of one type.")]
    [InlineData("subject.name in [1, 2]", "1:1: error PAR206: a string is compared with a list<number>, which can never hold. Compare or combine two values of one type.")]
    [InlineData("today in [1..5]", "1:1: error PAR206: a date is compared with a number, which can never hold. Write a day as date(\"2024-07-01\").")]
    [InlineData("limit between today and 3", "1:1: error PAR206: a number is compared with a date, which can never hold. Write a day as date(\"2024-07-01\").")]
    [InlineData("today + 1", "1:1: error PAR207: '+' does not work between a date and a number. Write a length of time as duration(\"P5D\"), and a day as date(\"2024-07-01\").")]
    [InlineData("-subject.name", "1:1: error PAR207: '-' does not work on a string. Use a number or a length of time.")]
    [InlineData("flag and limit", "1:10: error PAR208: 'and' needs a condition, and this is a number. Compare it with something, as in 'limit > 0'.")]
    [InlineData("if limit then 1 else 2", "1:4: error PAR208: 'if' needs a condition, and this is a number. Compare it with something, as in 'limit > 0'.")]
    [InlineData("some i in [1] satisfies i", "1:25: error PAR208: 'satisfies' needs a condition, and this is a number. Compare it with something, as in 'i > 0'.")]
    [InlineData("subject.insurances[number]", "1:20: error PAR208: a filter needs a condition, and this is a string. Compare it with something, as in 'number = \"...\"'.")]
    [InlineData("limit instance of nmuber", "1:19: error PAR209: there is no type 'nmuber'. Did you mean 'number'?")]
    [InlineData("limit(3)", "1:1: error PAR210: this is a number and cannot be called. Remove the parentheses after it.")]
    [InlineData("substring(string: \"a\", start: 1)", "1:1: error PAR211: substring() takes nothing named 'start'. It takes 'string', 'start position', 'length'; or leave the names out and give the values in order.")]
    [InlineData("limit.year", "1:7: error PAR212: a number has no part 'year'. Take the part from a record that has it.")]
    [InlineData("date(\"2024-02-30\")", "1:1: error PAR213: date(\"2024-02-30\") gives no value. Write a day that the calendar has as date(\"2024-07-01\"), or as date(2024, 7, 1).")]
    [InlineData("max([1, \"a\"])", "1:1: error PAR213: max([1, \"a\"]) gives no value. Check the spelling of what it is given.")]
    [InlineData("max(1, sqrt(-1))", "1:8: error PAR213: sqrt(-1) gives no value. Check the spelling of what it is given.")]
    [InlineData("[1, 2][0]", "1:8: error PAR215: there is no place 0: places are counted from 1. Write 1 for the first, 2 for the next, -1 for the last.")]
    [InlineData("duration(\"75Y\")", "1:1: error PAR213: duration(\"75Y\") gives no value. Write a length of time as duration(\"P1Y6M\"), duration(\"P90D\") or duration(\"PT30M\").")]
    public void What_FEEL_would_turn_into_null_is_refused(string text, string expected) => Assert.Equal("expression:" + expected, Given.Wrong(text));

    [Theory]
    [InlineData("limit > 1 && flag", "1:11: error PAR101: the character '&' means nothing in a condition. Write 'and'.")]
    [InlineData("not flag", "1:5: error PAR105: 'flag' is left over after the end of the expression. Write 'not(...)' around all that is denied, as in not(age in [1..5]).")]
    [InlineData("limit is null", "1:7: error PAR105: 'is' is left over after the end of the expression. Write '= null', '!= null' or '= true'.")]
    [InlineData("18 <= limit < 60", "1:1: error PAR206: a boolean is compared with a number, which can never hold. Write two comparisons joined by 'and', or a range: 'age in [18..60)'.")]
    [InlineData("limit in 1..5", "1:11: error PAR105: '..' is left over after the end of the expression. Write a range between brackets: [1..5].")]
    [InlineData("limit between 1 to 5", "1:17: error PAR103: found 'to' where 'and' should stand. Write 'between 1 and 5', or 'in [1..5]'.")]
    [InlineData("limit > 1.000.000", "1:15: error PAR103: found '000' where a name should stand. Write a number without separators, as 1000000.")]
    [InlineData("limit += 1", "1:8: error PAR103: found '=' where a value should stand. Write a value before '=': a condition changes nothing, it only compares.")]
    public void What_other_languages_write_gets_its_own_mend(string text, string expected) => Assert.Equal("expression:" + expected, Given.Wrong(text));

    [Theory]
    [InlineData("subject.dateOfBrith")]
    [InlineData("colour = 1")]
    [InlineData("launch(1)")]
    [InlineData("today < \"2020-01-01\"")]
    [InlineData("limit + \"a\"")]
    [InlineData("substring(\"a\")")]
    [InlineData("date(\"2024-02-30\")")]
    [InlineData("limit(3)")]
    public void As_in_DMN_the_same_faults_give_null(string text)
    {
        var scope = Given.Scope.Variables.Aggregate(Scope.AsInDmn, (all, variable) => all.With(variable.Name, variable.Type));
        Assert.Equal(Value.Null, Given.Run(text, scope: scope) is { Kind: ValueKind.Boolean, AsBoolean: false } ? Value.Null : Given.Run(text, scope: scope));
    }

    [Fact]
    public void Every_fault_is_reported_at_once_and_in_the_order_of_the_text()
    {
        const string Text = "subject.nmae = 1 and subject.dateOfBirth < \"x\" and flg";
        Assert.Equal(
            """
            expression:1:9: error PAR202: Person has no field 'nmae'. Did you mean 'name'?
            expression:1:22: error PAR206: a date is compared with a string, which can never hold. Write a day as date("2024-07-01").
            expression:1:52: error PAR201: nothing here is called 'flg'. Did you mean 'flag'?
            """.ReplaceLineEndings(),
            Given.Wrong(Text));
    }

    [Fact]
    public void A_fault_is_placed_in_the_file_it_came_from()
    {
        var text = SourceText.Plain("limit <\n  \"6\"", new SourcePosition("rules/birth/a.rule.yaml", 12, 9));
        var found = Assert.Single(Par.Rules.Feel.Feel.Read(text, Given.Scope).Diagnostics);
        Assert.Equal(new SourcePosition("rules/birth/a.rule.yaml", 12, 9), found.At);
    }

    [Theory]
    [InlineData("limit = null")]
    [InlineData("subject.insurances = []")]
    [InlineData("subject.insurances[holder = subject]")]
    [InlineData("max(limit, 3) + 1")]
    [InlineData("registered on + @\"P45D\" < today")]
    [InlineData("subject.insurances.validTo[1] < today")]
    [InlineData("subject.insurances[1].holder.insurances[validTo > today][1].number = \"A1\"")]
    [InlineData("count(for i in subject.insurances return i.number) > 0")]
    [InlineData("today in (subject.insurances.validFrom)")]
    [InlineData("date(today) = today")]
    public void What_can_hold_is_let_through(string text) => Assert.Equal("", Given.Wrong(text));

    [Fact]
    public void Each_part_knows_its_type()
    {
        Assert.Equal("list<date>", Given.Read("subject.insurances.validTo").Expression!.Type.ToString());
        Assert.Equal("Card", Given.Read("subject.insurances[1]").Expression!.Type.ToString());
        Assert.Equal("list<Card>", Given.Read("subject.insurances[validTo > today]").Expression!.Type.ToString());
        Assert.Equal("number", Given.Read("age(subject.dateOfBirth, today) + limit").Expression!.Type.ToString());
        Assert.Equal("date", Given.Read("max(subject.insurances.validTo)").Expression!.Type.ToString());
        Assert.Equal("days and time duration", Given.Read("today - registered on").Expression!.Type.ToString());
        Assert.Equal("context<a: number, b: string>", Given.Read("{a: 1, b: \"x\"}").Expression!.Type.ToString());
    }
}
