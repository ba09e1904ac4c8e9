using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Par.Rules.Books;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Worker.Decisions;
using Par.Worker.Desk;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;

namespace Par.Worker.Tests.Desk;

/// <summary>Every word of the pages that stands for a word of the program, in both languages.</summary>
public sealed partial class WordsTests
{
    private static readonly PageLanguage Vietnamese = In("vi");
    private static readonly PageLanguage English = In("en");
    private static readonly Lazy<RuleBook> Book = new(() => RuleBookFiles.Load(Path.Combine(Repository.Root, "rules")));

    public static TheoryData<string> Changes => [.. ChangeWord.All];

    public static TheoryData<string> PrefilledFields =>
    [
        .. from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules"), "*.rule.yaml", SearchOption.AllDirectories)
           from Match prefill in PrefillBlock.Matches(File.ReadAllText(path))
           from Match name in FieldLine.Matches(prefill.Groups[1].Value)
           select name.Groups[1].Value,
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_change_has_words_in_both_languages(string change) =>
        HasBoth(change, language => StateWords.OfChange(change, language));

    [Fact]
    public void Every_state_has_words_in_both_languages()
    {
        foreach (var state in Enum.GetValues<DossierState>())
        {
            HasBoth(state.Word, language => StateWords.Of(state, language));
        }
    }

    [Fact]
    public void Every_way_to_answer_has_words() =>
        Assert.Equal(
            ["Tại quầy", "Qua điện thoại", "VNeID", "Bằng văn bản", "Qua cổng dịch vụ công", "At the desk", "By phone", "VNeID", "In writing", "Through a public service portal"],
            new[] { Vietnamese, English }.SelectMany(language => Enum.GetValues<AnswerChannel>().Select(channel => History.Of(channel, language))));

    [Theory]
    [MemberData(nameof(PrefilledFields))]
    public void Every_field_the_rules_prefill_has_a_name_in_both_languages(string field)
    {
        Assert.True(FieldNames.HasName(field), $"FieldNames has no name for '{field}', which a rule prefills.");
        HasBoth(field, language => FieldNames.Of(field, language));
    }

    [Theory]
    [InlineData("sex", "\"female\"", "Nữ", "Female")]
    [InlineData("sex", "\"male\"", "Nam", "Male")]
    [InlineData("fullName", "\"male\"", "male", "male")]
    [InlineData("monthlyPensionNow", "499999", "499.999 đồng", "VND 499,999")]
    [InlineData("monthlyAmount", "0", "0 đồng", "VND 0")]
    [InlineData("householdId", "12", "12", "12")]
    public void Values_are_told_as_the_reader_says_them(string field, string value, string vi, string en)
    {
        var catalogue = Book.Value.Catalogue;
        var json = $$"""{"{{field}}": {"value": {{value}} } }""";
        Assert.Equal(vi, Prefill.Read(json, Vietnamese, catalogue, Calendar(catalogue)).Single().Value);
        Assert.Equal(en, Prefill.Read(json, English, catalogue, Calendar(catalogue)).Single().Value);
    }

    private static void HasBoth(string word, Func<PageLanguage, string> say)
    {
        Assert.NotEqual(word, say(Vietnamese));
        Assert.NotEqual(word, say(English));
        Assert.NotEqual(say(Vietnamese), say(English));
    }

    private static WorkingCalendar Calendar(RuleCatalogue catalogue) => catalogue.Calendars.Values.First();

    private static PageLanguage In(string code)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = $"par.lang={code}";
        return new PageLanguage(new HttpContextAccessor { HttpContext = context });
    }

    [GeneratedRegex(@"^ +prefill:\n((?:    .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex PrefillBlock { get; }

    [GeneratedRegex(@"^    (\w+):", RegexOptions.Multiline)]
    private static partial Regex FieldLine { get; }
}
