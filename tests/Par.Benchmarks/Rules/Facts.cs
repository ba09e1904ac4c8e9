namespace Par.Benchmarks.Rules;

/// <summary>The facts as hand-written code would hold them: an event with its subject, and six records that are found by their ids.</summary>
public sealed record LifeEvent(
    string Kind,
    DateOnly RegisteredOn,
    string MotherId,
    Person Subject,
    Person[] People,
    Household[] Households,
    Insurance[] Insurances,
    SchoolRecord[] SchoolRecords,
    LandRight[] LandRights,
    ExistingDossier[] Dossiers);

public sealed record Person(string Id, DateOnly DateOfBirth, string HouseholdId);

public sealed record Household(string Id, int Size);

public sealed record Insurance(string CardNo, string PersonId, DateOnly ValidFrom, DateOnly ValidTo);

public sealed record SchoolRecord(string Id, string PersonId, int Grade);

public sealed record LandRight(string Id, string PersonId, int Size);

public sealed record ExistingDossier(string Number, string PersonId, string Procedure, DateOnly? ClosedOn);

/// <summary>What a match gives: the rule, and what with it makes the dossier open only once.</summary>
public sealed record Dossier(string Rule, string OnceKey);

/// <summary>The same events for every engine, from one seed.</summary>
internal static class Events
{
    public const int Seed = 20_264;

    /// <summary>As many as a round of the worker takes at once: its facts were gathered a moment ago.</summary>
    public const int Count = 250;

    public static readonly DateOnly Today = new(2026, 7, 10);

    public static LifeEvent[] Of(Workload workload)
    {
        var chance = new Random(Seed);
        return [.. Enumerable.Range(0, Count).Select(number => One(workload, number, chance))];
    }

    private static LifeEvent One(Workload workload, int number, Random chance)
    {
        var kind = chance.Next(workload.Kinds);
        var household = new Household($"0490{number:00000000}", chance.Next(1, 9));
        var away = new Household($"0491{number:00000000}", 1);
        var registered = Today.AddDays(-chance.Next(0, 30));
        var mother = new Person($"0481{number:00000000}", Today.AddDays(-chance.Next(5_800, 16_000)), chance.Next(8) == 0 ? away.Id : household.Id);
        var subject = new Person($"0492{number:00000000}", Today.AddDays(-chance.Next(0, 36_000)), household.Id);
        var blocks = chance.Next(100) < 24;
        var school = new SchoolRecord($"s{number}", subject.Id, chance.Next(1, 13));
        var land = new LandRight($"l{number}", subject.Id, chance.Next(50, 1_000));
        var from = blocks ? Today.AddDays(-chance.Next(1, 300)) : Today.AddDays(-chance.Next(400, 900));
        return new LifeEvent(
            Workload.Kind(kind),
            registered,
            mother.Id,
            subject,
            [subject, mother],
            [household],
            [new Insurance($"c{number}", subject.Id, from, from.AddDays(364))],
            Workload.HasLand(kind) ? [] : [school],
            Workload.HasLand(kind) ? [land] : [],
            [new ExistingDossier($"d{number}", subject.Id, workload.Rules(kind)[chance.Next(workload.InAKind)].Procedure, blocks ? null : Today.AddDays(-40))]);
    }
}
