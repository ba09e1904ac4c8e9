using Par.Rules.Evaluation;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Evaluation;

/// <summary>A rule says who reads its notices, by personal ids; the subject does where it says nothing.</summary>
public class WhoIsToldTests
{
    private static readonly Value Silence = Province.Silent("Person.motherId");

    [Fact]
    public void Left_out_the_subject_is_told() => Assert.Equal(["1"], Told(tell: null, motherId: Value.Of("2")));

    [Fact]
    public void One_personal_id_is_enough() => Assert.Equal(["2"], Told("event.motherId", Value.Of("2")));

    [Fact]
    public void Several_are_told_in_the_order_of_the_rule() => Assert.Equal(["2", "1"], Told("[event.motherId, subject.id]", Value.Of("2")));

    [Fact]
    public void An_expression_may_give_a_list() => Assert.Equal(["2", "1"], Told("\"[event.motherId, null, subject.id]\"", Value.Of("2")));

    [Fact]
    public void Nobody_is_told_twice() => Assert.Equal(["1"], Told("[event.motherId, subject.id]", Value.Of("1")));

    [Fact]
    public void Who_is_not_on_record_is_left_out() => Assert.Equal(["1"], Told("[event.motherId, subject.id]", Value.Null));

    [Fact]
    public void Who_is_not_known_is_left_out_and_holds_nothing_up() => Assert.Equal(["1"], Told("[event.motherId, subject.id]", Silence));

    [Fact]
    public void A_list_with_someone_unknown_in_it_still_names_the_others() =>
        Assert.Equal(["1"], Told("\"[event.motherId, subject.id]\"", Silence));

    [Fact]
    public void When_nobody_remains_the_list_is_empty_and_the_rule_is_due_all_the_same() => Assert.Equal([], Told("event.motherId", Silence));

    [Fact]
    public void A_blank_id_names_nobody() => Assert.Equal([], Told("event.motherId", Value.Of(" ")));

    private static IReadOnlyList<string> Told(string? tell, Value motherId)
    {
        var province = Province.With(
            $$"""
            rule: test.rule
            version: 1
            title: {vi: x, en: x}
            level: 1
            law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
            inForce: {from: 2024-06-01}
            lawDate: today
            trigger: [{event: birth.registered, subject: Person}]
            when:
              - id: x
                if: subject.diedOn = null
                met: {vi: x, en: x}
                unmet: {vi: x, en: x}
            remind:
              procedure: "1.000001"
              agency: {kind: commune-police, area: event.commune}
              once: [event.commune]
              {{(tell is null ? "# the subject is told" : $"tell: {tell}")}}
              text: {vi: x, en: x}
            """);
        var birth = province.Event("birth.registered", ("commune", Value.Of("hai-chau")), ("motherId", motherId));
        var person = Value.Of(province.Record("Person", ("id", Value.Of("1"))));
        return Assert.IsType<Finding.Due>(province.Ask(birth, person, new DateOnly(2025, 7, 10))).Opening.Tell;
    }
}
