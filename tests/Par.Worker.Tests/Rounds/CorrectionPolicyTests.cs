namespace Par.Worker.Tests.Rounds;

/// <summary>A correction walked through each policy and each state: docs/lifecycle.md has the same table.</summary>
public sealed class CorrectionPolicyTests(PostgreSql postgres)
{
    private const string ToAgency = "to agency/commune-police/hai-chau";
    private const string ToMother = "to person/048199000052";

    public enum Hands
    {
        Untouched,
        Begun,
        Approved,
    }

    [Theory]
    [InlineData("withdraw", Hands.Untouched, "withdrawn, withdrawn, in no queue", $"dossier.withdrawn {ToAgency}; notice.withdrawn {ToMother}")]
    [InlineData("withdraw", Hands.Begun, "inProgress, groundFell, handle at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    [InlineData("withdraw", Hands.Approved, "approved, groundFell, review at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    [InlineData("flag", Hands.Untouched, "queued, groundFell, handle at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    [InlineData("flag", Hands.Begun, "inProgress, groundFell, handle at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    [InlineData("flag", Hands.Approved, "approved, groundFell, review at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    [InlineData("keep", Hands.Untouched, "queued, groundFell, handle at commune-police/hai-chau", "")]
    [InlineData("keep", Hands.Begun, "inProgress, groundFell, handle at commune-police/hai-chau", "")]
    [InlineData("keep", Hands.Approved, "approved, groundFell, in no queue", "")]
    public async Task A_ground_that_is_gone_is_walked_through_each_policy(string policy, Hands hands, string stands, string told)
    {
        await using var birth = await Happen(policy, hands);

        await birth.Annul();

        Assert.Equal(stands, await birth.Standing());
        Assert.Equal(told, await birth.Told());
    }

    [Theory]
    [InlineData("withdraw", Hands.Untouched, "queued, refreshed, handle at commune-police/hai-chau", $"dossier.refreshed {ToAgency}; notice.refreshed {ToMother}")]
    [InlineData("flag", Hands.Untouched, "queued, refreshed, handle at commune-police/hai-chau", $"dossier.refreshed {ToAgency}; notice.refreshed {ToMother}")]
    [InlineData("keep", Hands.Untouched, "queued, refreshed, handle at commune-police/hai-chau", $"dossier.refreshed {ToAgency}; notice.refreshed {ToMother}")]
    [InlineData("withdraw", Hands.Begun, "inProgress, groundChanged, handle at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    [InlineData("keep", Hands.Begun, "inProgress, groundChanged, handle at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    [InlineData("withdraw", Hands.Approved, "approved, groundChanged, review at commune-police/hai-chau", $"dossier.flagged {ToAgency}; notice.underReview {ToMother}")]
    public async Task A_ground_that_says_something_else_is_walked_through_each_policy(string policy, Hands hands, string stands, string told)
    {
        await using var birth = await Happen(policy, hands);

        await birth.Correct(childName: "Trần Ân");

        Assert.Equal(stands, await birth.Standing());
        Assert.Equal(told, await birth.Told());
        Assert.Equal(
            hands == Hands.Untouched ? "Trần Ân" : "Trần An",
            await birth.Bench.Scalar<string>("select prefill -> 'fullName' ->> 'value' from par.dossier where id = @Residence", new { birth.Residence }));
    }

    private async Task<CorrectedBirth> Happen(string policy, Hands hands)
    {
        var rules = new CopiedRules(("birth/permanent-residence.rule.yaml", "ifNoLongerTrue: withdraw", $"ifNoLongerTrue: {policy}"));
        var birth = await CorrectedBirth.Happen(postgres, rules);
        await (hands switch
        {
            Hands.Begun => birth.Claim(),
            Hands.Approved => birth.Approve(),
            _ => Task.CompletedTask,
        });
        return birth;
    }
}
