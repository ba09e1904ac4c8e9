using Par.Rules.Books;

namespace Par.Rules.Tests.Books;

/// <summary>A life event that should follow another about somebody else.</summary>
public class MissingTriggerTests
{
    private static readonly RuleFile Ended = new("catalogue/more.yaml", """
        source: "sample, to be checked"
        lifeEvents:
          residence.ended:
            registry: population
            title: {vi: Hết hạn cư trú, en: Residence ended}
            subject: {entity: Residence}
            fields:
              motherId: {from: body.motherId, type: string}
              registeredOn: {from: body.registeredOn, type: string}
        """);

    [Fact]
    public void Without_a_field_that_both_have_nothing_tells_which_belong_together() => Assert.Equal(
        "a.rule.yaml:8:11: error PAR092: 'residence.ended' is about a Residence and 'birth.registered' about a Person, so nothing tells which of them belong together. "
        + "Add 'same' with a field that both life events have.",
        Said(""));

    [Fact]
    public void A_field_that_both_have_tells_it() => Assert.Equal("", Said(", same: [motherId]"));

    [Fact]
    public void A_field_of_another_type_tells_nothing() => Assert.Equal(
        "a.rule.yaml:8:84: error PAR091: 'registeredOn' is not a field that 'residence.ended' and 'birth.registered' have with the same type. Write one of motherId.",
        Said(", same: [registeredOn]"));

    private static string Said(string same)
    {
        var rule = TestRule.Version("a", 1, 1, [$"missing: residence.ended, after: birth.registered, within: P45D{same}"])
            .Replace("2.000001", "1.000001", StringComparison.Ordinal);
        return string.Join('\n', RuleBookReader.Read([.. RuleFolder.Catalogue(), Ended, new RuleFile("a.rule.yaml", rule)]).Diagnostics);
    }
}
