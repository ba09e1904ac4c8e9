using Par.Rules.Books;
using Par.Rules.Evaluation;

namespace Par.Rules.Tests.Shipped;

/// <summary>How shipped rules stand to one another on one occasion: chains, groups, and what is told when something did not come.</summary>
public sealed class ShippedTogetherTests
{
    private static readonly string[] FuneralMoney = ["death.social-pension-funeral", "death.veteran-funeral", "death.youth-volunteer-funeral"];

    [Fact]
    public void Of_three_kinds_of_funeral_money_a_family_is_offered_the_first_that_is_due() =>
        Assert.Equal(
            ["NotDue drew-social-pension", "Due", "NotDue exclusive"],
            Settled("death.veteran-funeral", "on both lists"));

    [Fact]
    public void While_the_lists_are_silent_no_lower_funeral_money_is_offered() =>
        Assert.Equal(
            ["NotDue drew-social-pension", "Undecided listed", "Undecided listed"],
            Settled("death.veteran-funeral", "registry of people with merit silent"));

    [Fact]
    public void A_birth_leads_to_a_residence_and_the_residence_to_an_identity_card()
    {
        var residence = ShippedRules.Book.RulesFor("birth.registered").Single(rule => rule.Id == "residence.newborn");

        Assert.Equal(
            ["identity-card.child-under-6"],
            ShippedRules.Book.RulesForOutcome(residence.Versions[^1].Opening.Procedure.Code, "approved").Select(rule => rule.Id));
    }

    [Fact]
    public void A_birth_that_nobody_registers_is_reminded_of_once_for_each_notification()
    {
        var missing = Assert.Single(ShippedRules.Book.MissingTriggers);

        Assert.Equal(("birth.register-in-time", "birth.registered", "birth.notified"), (missing.Rule.Id, missing.Trigger.Missing.Kind, missing.Trigger.After.Kind));
        Assert.Equal(["notificationNo"], missing.Trigger.Same);
    }

    [Theory]
    [InlineData("newborn-death.birth-registration")]
    [InlineData("newborn-death.death-registration")]
    public void Of_a_newborn_who_died_no_machine_tells_anybody(string rule)
    {
        var example = Example(rule, "lived for exactly 24 hours");

        var due = Assert.IsType<Finding.Due>(new Evaluator(ShippedRules.Book).Evaluate(ShippedRules.Book.Rule(rule)!, example.Event, example.Subject, example.Today, TestContext.Current.CancellationToken));

        Assert.Equal([], due.Opening.Tell);
    }

    private static IEnumerable<string> Settled(string rule, string name)
    {
        var example = Example(rule, name);
        var evaluator = new Evaluator(ShippedRules.Book);
        var asked = FuneralMoney
            .Select(id => ShippedRules.Book.Rule(id)!)
            .Select(one => (one, evaluator.Evaluate(one, example.Event, example.Subject, example.Today, TestContext.Current.CancellationToken)))
            .ToList();
        return ExclusiveGroups.Settle(asked).Select(finding => finding switch
        {
            Finding.NotDue not => $"NotDue {string.Join(' ', not.Because)}",
            Finding.Undecided undecided => $"Undecided {string.Join(' ', undecided.Because)}",
            _ => finding.GetType().Name,
        });
    }

    private static Example Example(string rule, string name) =>
        ShippedRules.Book.Rule(rule)!.Versions.SelectMany(version => version.Examples).Single(example => example.Name == name);
}
