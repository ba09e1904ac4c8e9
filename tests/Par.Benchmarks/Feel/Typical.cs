namespace Par.Benchmarks.Feel;

/// <summary>An expression as rules write it, in standard FEEL, which every engine reads; and the same by hand in C#.</summary>
internal abstract record Typical(string Text);

/// <summary>One that holds or does not.</summary>
internal sealed record TypicalCondition(string Text, Func<Person, Day, bool> ByHand) : Typical(Text);

/// <summary>One that gives a number.</summary>
internal sealed record TypicalNumber(string Text, Func<Person, Day, decimal> ByHand) : Typical(Text);

/// <summary>What every expression may speak of beside the person.</summary>
internal sealed record Day(DateOnly Today, decimal Limit, decimal Base);

/// <summary>Ten expressions typical for rules.</summary>
internal static class TypicalExpressions
{
    public static IReadOnlyList<Typical> All { get; } =
    [
        new TypicalCondition("subject.dateOfBirth + duration(\"P75Y\") <= today", (subject, day) => subject.DateOfBirth.AddYears(75) <= day.Today),
        new TypicalCondition("subject.pension = null or subject.pension < limit", (subject, day) => subject.Pension is not { } pension || pension < day.Limit),
        new TypicalCondition("some i in subject.insurances satisfies today in [i.validFrom..i.validTo]", (subject, day) => IsInsured(subject.Insurances, day.Today)),
        new TypicalCondition("years and months duration(subject.dateOfBirth, today).years < 6", (subject, day) => Years(subject.DateOfBirth, day.Today) < 6),
        new TypicalCondition("subject.sex = \"F\" and subject.dateOfBirth.year >= 1960", (subject, _) => subject.Sex == "F" && subject.DateOfBirth.Year >= 1960),
        new TypicalCondition("count(subject.insurances) > 0 and every i in subject.insurances satisfies i.validTo < today",
            (subject, day) => subject.Insurances.Count > 0 && AllRanOut(subject.Insurances, day.Today)),
        new TypicalNumber("if subject.pension = null then base else base - subject.pension * 0.1",
            (subject, day) => subject.Pension is { } pension ? day.Base - (pension * 0.1m) : day.Base),
        new TypicalCondition("subject.residence in (\"permanent\", \"temporary\") and not(subject.sex = \"M\")",
            (subject, _) => subject.Residence is "permanent" or "temporary" && !(subject.Sex == "M")),
        new TypicalCondition("subject.registeredOn - subject.dateOfBirth > duration(\"P60D\")",
            (subject, _) => subject.RegisteredOn.DayNumber - subject.DateOfBirth.DayNumber > 60),
        new TypicalCondition("subject.income between 0 and limit * 1.5 and subject.householdSize >= 3",
            (subject, day) => subject.Income >= 0 && subject.Income <= day.Limit * 1.5m && subject.HouseholdSize >= 3),
    ];

    private static bool IsInsured(IReadOnlyList<Card> cards, DateOnly today)
    {
        for (var i = 0; i < cards.Count; i++)
        {
            if (cards[i].ValidFrom <= today && today <= cards[i].ValidTo)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AllRanOut(IReadOnlyList<Card> cards, DateOnly today)
    {
        for (var i = 0; i < cards.Count; i++)
        {
            if (cards[i].ValidTo >= today)
            {
                return false;
            }
        }

        return true;
    }

    private static int Years(DateOnly from, DateOnly to)
    {
        var years = to.Year - from.Year;
        return to.Month < from.Month || (to.Month == from.Month && to.Day < from.Day) ? years - 1 : years;
    }
}
