using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Examples;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Evaluation;

/// <summary>What holds a rule back: a pilot, a brake, and notices that an officer brings.</summary>
public class SafeguardTests
{
    [Fact]
    public void A_rule_without_a_pilot_works_in_earnest_everywhere() => Assert.False(Due("", "hai-chau").InShadow);

    [Fact]
    public void A_pilot_in_shadow_is_in_shadow_everywhere() => Assert.True(Due("pilot: {shadow: true}", "hai-chau").InShadow);

    [Theory]
    [InlineData("hai-chau", false)]
    [InlineData("an-khe", true)]
    [InlineData(null, true)]
    public void A_pilot_of_some_areas_is_in_shadow_in_all_others(string? area, bool inShadow) =>
        Assert.Equal(inShadow, Due("pilot: {areas: [hai-chau]}", area).InShadow);

    [Fact]
    public void A_brake_says_how_many_a_day() => Assert.Equal(200, Book("brake: {perDay: 200}").Rules[0].Versions[0].BrakePerDay);

    [Fact]
    public void Left_out_there_is_no_brake_and_no_pilot()
    {
        var version = Book("").Rules[0].Versions[0];

        Assert.Null(version.BrakePerDay);
        Assert.Null(version.Pilot);
    }

    [Fact]
    public void A_dossier_opens_once_within_its_rule() => Assert.Equal("test.rule", Due("", "hai-chau").Gate);

    [Fact]
    public void Told_through_an_officer_nobody_gets_a_notice() => Assert.Empty(Due("", "hai-chau", "tellThrough: officer").Tell);

    [Theory]
    [InlineData("{due: true, shadow: true}", "")]
    [InlineData("{due: true, shadow: false}", "expected it in earnest for the area an-khe, got it in shadow.")]
    public void An_example_may_say_that_it_is_in_shadow(string expect, string said)
    {
        var example =
            $$$"""
            examples:
              - name: born in An Khê
                today: 2025-08-01
                given: {event: {commune: an-khe}, subject: {id: "1"}}
                expect: {{{expect}}}
            """;

        var result = Assert.Single(ExampleRunner.Run(Book("pilot: {areas: [hai-chau]}", more: example)));

        Assert.Equal(said, string.Join('\n', result.Mismatches));
    }

    private static Opening Due(string safeguard, string? area, string tell = "")
    {
        var province = new Province(Book(safeguard, tell), "test.rule");
        var birth = province.Event("birth.registered", ("commune", area is null ? Value.Null : Value.Of(area)));
        var child = Value.Of(province.Record("Person", ("id", Value.Of("1"))));
        return Assert.IsType<Finding.Due>(province.Ask(birth, child, new DateOnly(2025, 8, 1))).Opening;
    }

    private static RuleBook Book(string safeguard, string tell = "", string more = "") => RuleFolder.Book(
    [
        .. RuleFolder.Catalogue(),
        new RuleFile(
            "test.rule.yaml",
            $$"""
            rule: test.rule
            version: 1
            title: {vi: x, en: x}
            level: 1
            law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
            inForce: {from: 2024-06-01}
            lawDate: today
            trigger: [{event: birth.registered, subject: Person}]
            {{safeguard}}
            when:
              - id: x
                if: subject.diedOn = null
                met: {vi: x, en: x}
                unmet: {vi: x, en: x}
            remind:
              procedure: "1.000001"
              agency: {kind: social-insurance, area: event.commune}
              once: [subject.id]
              text: {vi: x, en: x}
              {{tell}}
            {{more}}
            """),
    ]);
}
