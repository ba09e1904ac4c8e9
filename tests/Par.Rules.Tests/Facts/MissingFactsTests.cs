using Par.Rules.Facts;

namespace Par.Rules.Tests.Facts;

public sealed class MissingFactsTests
{
    private static readonly MissingFact Insurances = new(new FactName("Person", "insurances"), "health-insurance", MissingBecause.NoAnswer);
    private static readonly MissingFact Pensions = new(new FactName("Person", "pensions"), "pensions", MissingBecause.TooOld);

    [Fact]
    public void A_union_holds_each_fact_once_and_in_order() =>
        Assert.Equal([Insurances, Pensions], MissingFacts.Of(Pensions).Union(MissingFacts.Of([Insurances, Pensions])));

    [Fact]
    public void A_union_with_what_is_already_held_makes_nothing_new()
    {
        var both = MissingFacts.Of([Insurances, Pensions]);
        Assert.Same(both, both.Union(MissingFacts.Of(Pensions)));
        Assert.Same(both, MissingFacts.Of(Pensions).Union(both));
    }

    [Fact]
    public void Sets_with_the_same_facts_are_equal()
    {
        var left = MissingFacts.Of([Pensions, Insurances]);
        var right = MissingFacts.Of([Insurances, Pensions]);
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void The_same_fact_missing_for_two_reasons_counts_twice_but_is_named_once()
    {
        var twice = MissingFacts.Of([Insurances, Insurances with { Because = MissingBecause.NotLive }]);
        Assert.Equal(2, twice.Count);
        Assert.Equal("Person.insurances", twice.ToString());
    }

    [Fact]
    public void No_facts_make_the_empty_set() => Assert.Same(MissingFacts.None, MissingFacts.Of([]));
}
