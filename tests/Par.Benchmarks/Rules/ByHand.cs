using System.Collections.Frozen;

namespace Par.Benchmarks.Rules;

/// <summary>The workload as a developer writes it: rules by kind, a class for each shape of rule, thresholds in fields.</summary>
internal sealed class ByHand(Workload workload)
{
    private readonly FrozenDictionary<string, HandRule[]> _rules = Enumerable.Range(0, workload.Kinds)
        .ToFrozenDictionary(Workload.Kind, kind => workload.Rules(kind).Select(HandRule.Of).ToArray(), StringComparer.Ordinal);

    public int Judge(LifeEvent happened, DateOnly today, Span<Dossier?> dossiers)
    {
        var count = 0;
        foreach (var rule in _rules[happened.Kind])
        {
            if (rule.Holds(happened, today))
            {
                dossiers[count++] = new Dossier(rule.Id, happened.Subject.Id);
            }
        }

        return count;
    }
}

/// <summary>One rule by hand.</summary>
internal abstract class HandRule(Spec spec)
{
    public string Id { get; } = spec.Id;

    protected int Years { get; } = spec.Years;

    protected int Least { get; } = spec.Least;

    protected string Procedure { get; } = spec.Procedure;

    public static HandRule Of(Spec spec) => spec.Shape switch
    {
        0 => new YoungInHousehold(spec),
        1 => new OldWithMother(spec),
        2 => new RecentAtSchool(spec),
        3 => new YoungWithLand(spec),
        4 => new OldInHousehold(spec),
        5 => new RecentWithMother(spec),
        6 => new YoungAtSchool(spec),
        7 => new OldWithLand(spec),
        8 => new RecentInHousehold(spec),
        9 => new YoungWithMother(spec),
        10 => new OldAtSchool(spec),
        _ => new RecentWithLand(spec),
    };

    public abstract bool Holds(LifeEvent happened, DateOnly today);

    protected bool IsYoung(LifeEvent happened, DateOnly today) => Checks.Age(happened.Subject.DateOfBirth, today) < Years;

    protected bool IsOld(LifeEvent happened, DateOnly today) => happened.Subject.DateOfBirth.AddYears(Years) <= today;

    protected bool IsRecent(LifeEvent happened) => happened.RegisteredOn.DayNumber - happened.Subject.DateOfBirth.DayNumber <= Years * 365;

    protected bool IsLargeHousehold(LifeEvent happened) => happened.Subject.Household.Size >= Least;

    protected static bool LivesWithMother(LifeEvent happened) => happened.Mother.Household.Area == happened.Subject.Household.Area;

    protected bool IsAtSchool(LifeEvent happened) => happened.Subject.School is { } school && school.Grade >= Least;

    protected bool HasLand(LifeEvent happened) => happened.Subject.Land is { } land && land.Size >= Least;

    protected static bool MotherIsAdult(LifeEvent happened) => happened.Mother.DateOfBirth.AddYears(16) <= happened.RegisteredOn;

    protected static bool IsInsured(LifeEvent happened, DateOnly today) => Checks.IsInsured(happened.Subject, today);

    protected bool IsOpen(LifeEvent happened) => Checks.IsOpen(happened.Subject, Procedure);

    private sealed class YoungInHousehold(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsYoung(e, today) && IsLargeHousehold(e) && MotherIsAdult(e) && !IsInsured(e, today);
    }

    private sealed class OldWithMother(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsOld(e, today) && LivesWithMother(e) && !IsOpen(e);
    }

    private sealed class RecentAtSchool(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsRecent(e) && IsAtSchool(e) && MotherIsAdult(e) && !IsOpen(e);
    }

    private sealed class YoungWithLand(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsYoung(e, today) && HasLand(e) && !IsInsured(e, today);
    }

    private sealed class OldInHousehold(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsOld(e, today) && IsLargeHousehold(e) && MotherIsAdult(e) && !IsOpen(e);
    }

    private sealed class RecentWithMother(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsRecent(e) && LivesWithMother(e) && !IsOpen(e);
    }

    private sealed class YoungAtSchool(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsYoung(e, today) && IsAtSchool(e) && MotherIsAdult(e) && !IsInsured(e, today);
    }

    private sealed class OldWithLand(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsOld(e, today) && HasLand(e) && !IsOpen(e);
    }

    private sealed class RecentInHousehold(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsRecent(e) && IsLargeHousehold(e) && MotherIsAdult(e) && !IsOpen(e);
    }

    private sealed class YoungWithMother(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsYoung(e, today) && LivesWithMother(e) && !IsInsured(e, today);
    }

    private sealed class OldAtSchool(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsOld(e, today) && IsAtSchool(e) && MotherIsAdult(e) && !IsOpen(e);
    }

    private sealed class RecentWithLand(Spec spec) : HandRule(spec)
    {
        public override bool Holds(LifeEvent e, DateOnly today) => IsRecent(e) && HasLand(e) && !IsOpen(e);
    }
}

/// <summary>What rules by hand and the rules of Microsoft's engine both call.</summary>
public static class Checks
{
    public static int Age(DateOnly birth, DateOnly today)
    {
        var years = today.Year - birth.Year;
        return today.Month < birth.Month || (today.Month == birth.Month && today.Day < birth.Day) ? years - 1 : years;
    }

    public static bool IsInsured(Person person, DateOnly today)
    {
        foreach (var card in person.Insurances)
        {
            if (card.ValidFrom <= today && today <= card.ValidTo)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsOpen(Person person, string procedure)
    {
        foreach (var dossier in person.Dossiers)
        {
            if (dossier.ClosedOn is null && dossier.Procedure == procedure)
            {
                return true;
            }
        }

        return false;
    }
}
