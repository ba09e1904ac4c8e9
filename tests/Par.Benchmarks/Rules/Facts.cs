namespace Par.Benchmarks.Rules;

/// <summary>The facts as hand-written code would hold them: an event, its people and what is linked to them.</summary>
public sealed record LifeEvent(string Kind, DateOnly RegisteredOn, Person Subject, Person Mother);

public sealed record Person(
    string Id, DateOnly DateOfBirth, Household Household, Insurance[] Insurances, SchoolRecord? School, LandRight? Land, ExistingDossier[] Dossiers);

public sealed record Household(string Id, string Area, int Size);

public sealed record Insurance(string CardNo, DateOnly ValidFrom, DateOnly ValidTo);

public sealed record SchoolRecord(string Id, int Grade);

public sealed record LandRight(string Id, int Size);

public sealed record ExistingDossier(string Number, string Procedure, DateOnly? ClosedOn);

/// <summary>What a match gives: the rule, and what with it makes the dossier open only once.</summary>
public sealed record Dossier(string Rule, string OnceKey);

/// <summary>The same events for every engine, from one seed.</summary>
internal static class Events
{
    public const int Seed = 20_264;

    /// <summary>So few that they stay near the processor, as facts do that were gathered a moment ago.</summary>
    public const int Count = 1_200;

    public static readonly DateOnly Today = new(2026, 7, 10);

    public static LifeEvent[] Of(Workload workload)
    {
        var chance = new Random(Seed);
        return [.. Enumerable.Range(0, Count).Select(number => One(workload, number, chance))];
    }

    private static LifeEvent One(Workload workload, int number, Random chance)
    {
        var kind = chance.Next(workload.Kinds);
        var household = new Household($"h{number}", $"area-{chance.Next(20)}", chance.Next(1, 9));
        var registered = Today.AddDays(-chance.Next(0, 30));
        var mother = new Person($"m{number}", Today.AddDays(-chance.Next(5_800, 16_000)), chance.Next(8) == 0 ? household with { Area = "away" } : household, [], null, null, []);
        var blocks = chance.Next(100) < 24;
        var school = chance.Next(100) < 2 ? null : new SchoolRecord($"s{number}", chance.Next(1, 13));
        var land = chance.Next(100) < 2 ? null : new LandRight($"l{number}", chance.Next(50, 1_000));
        var from = blocks ? Today.AddDays(-chance.Next(1, 300)) : Today.AddDays(-chance.Next(400, 900));
        var subject = new Person(
            $"0492{number:00000000}",
            Today.AddDays(-chance.Next(0, 36_000)),
            household,
            [new Insurance($"c{number}", from, from.AddDays(364))],
            Workload.HasLand(kind) ? null : school,
            Workload.HasLand(kind) ? land : null,
            [new ExistingDossier($"d{number}", workload.Rules(kind)[chance.Next(workload.InAKind)].Procedure, blocks ? null : Today.AddDays(-40))]);
        return new LifeEvent(Workload.Kind(kind), registered, subject, mother);
    }
}
