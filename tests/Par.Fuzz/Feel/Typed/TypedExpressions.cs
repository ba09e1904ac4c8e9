using CsCheck;

namespace Par.Fuzz.Feel.Typed;

/// <summary>
/// Random expressions such as rules hold: fields of people and cards, days, terms, some and every over lists of a
/// known type, ages, counts, ranges, and conditions within conditions. All speak of the <see cref="Register"/>.
/// </summary>
public static class TypedExpressions
{
    /// <summary>Conditions, of any depth up to the given one.</summary>
    public static Gen<string> Conditions(int deepest) => Gen.Select(Gen.Int[1, deepest], Gen.Int, (depth, seed) => Condition(seed, depth));

    /// <summary>Expressions of any kind.</summary>
    public static Gen<string> Any(int deepest) => Gen.Select(Gen.Int[0, deepest], Gen.Int, (depth, seed) => Of(seed, depth));

    /// <summary>The condition that a number stands for.</summary>
    public static string Condition(int seed, int depth) => new TypedWriter(new Random(seed)).Write(Kind.Condition, depth);

    /// <summary>The expression that a number stands for.</summary>
    public static string Of(int seed, int depth)
    {
        var random = new Random(seed);
        return new TypedWriter(random).Write((Kind)random.Next(15), depth);
    }
}
