using System.Globalization;

namespace Par.Benchmarks.Rules;

/// <summary>One rule of the workload: one of twelve shapes, with thresholds of its own.</summary>
internal sealed record Spec(string Id, int Shape, int Years, int Least, string Procedure)
{
    public bool IsAboutInsurance => Shape % 3 == 0;

    public bool AsksForMother => Shape % 2 == 0;
}

/// <summary>A book of so many kinds of life event with so many rules each: the same shapes, other kinds and thresholds.</summary>
internal sealed class Workload
{
    private const int Shapes = 12;

    private readonly Spec[][] _rules;

    public Workload(int kinds, int inAKind)
    {
        (Kinds, InAKind) = (kinds, inAKind);
        _rules = [.. Enumerable.Range(0, kinds).Select(kind => Enumerable.Range(0, inAKind).Select(rule => Make(kind, rule)).ToArray())];
    }

    public int Kinds { get; }

    public int InAKind { get; }

    public IEnumerable<Spec> All => _rules.SelectMany(rules => rules);

    public Spec[] Rules(int kind) => _rules[kind];

    public static string Kind(int kind) => string.Create(CultureInfo.InvariantCulture, $"kind{kind}.registered");

    /// <summary>Each event carries a school record or a land right, as the rules of its kind need it.</summary>
    public static bool HasLand(int kind) => kind % 4 is 1 or 3;

    private static Spec Make(int kind, int rule)
    {
        var fitting = Enumerable.Range(0, Shapes).Where(shape => shape % 4 != (HasLand(kind) ? 2 : 3)).ToArray();
        var shape = rule == 0 ? kind % Shapes : fitting[(kind + rule) % fitting.Length];
        var spread = ((kind * 7) + (rule * 3)) % 15;
        return new Spec(
            string.Create(CultureInfo.InvariantCulture, $"kind{kind}.rule{rule}"),
            shape,
            shape % 3 == 1 ? 20 + spread : 62 + spread,
            shape % 4 switch { 0 => 2, 2 => 2 + (spread % 3), _ => 100 + (spread * 5) },
            string.Create(CultureInfo.InvariantCulture, $"1.{100_000 + shape}"));
    }
}
