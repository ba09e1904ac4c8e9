using CsCheck;

namespace Par.Fuzz.Feel;

/// <summary>Random cells of decision tables: values, ranges, comparisons, lists of them, negations, and conditions over <c>?</c>.</summary>
public static class RandomTests
{
    private static readonly Gen<string> Point = Gen.OneOf("1", "2", "0", "2.5", "n", "xs[1]", "\"a\"", "\"An\"", "\"\"", "true", "false", "null", "m", "d", "@\"2024-02-29\"", "@\"P1Y\"", "p.pension", "?");

    private static readonly Gen<string> Ends = Gen.OneOf("1", "0", "5", "n", "d", "@\"2024-02-29\"", "\"a\"", "\"z\"", "@\"PT5H\"", "-1", "m");

    private static readonly Gen<string> Test = Gen.Frequency(
        (4, Point),
        (4, Gen.Select(Gen.OneOf("<", "<=", ">", ">=", "=", "!="), Ends, (sign, end) => $"{sign} {end}")),
        (4, Gen.Select(Gen.OneOf("[", "(", "]"), Ends, Ends, Gen.OneOf("]", ")", "["), (open, low, high, close) => $"{open}{low}..{high}{close}")),
        (2, Gen.Select(Gen.OneOf("? > ", "? in ", "? = ", "not(?) or ", "? instance of number and ", "count(?) = ", "?.pension < "), Ends, (start, end) => start + end)),
        (1, RandomExpressions.OfDepth(1)),
        (1, Gen.OneOf("some i in xs satisfies i = ?", "list contains(xs, ?)", "if b then ? else null", "(function(x) x > ?)(n)", "[1, 2, ?]", "xs", "?[1] = n", "{a: ?}.a")));

    /// <summary>Cells that can be read.</summary>
    public static Gen<string> Whole { get; } = Gen.Frequency(
        (1, Gen.Const("-")),
        (6, Test),
        (3, Test.Array[2, 4].Select(tests => string.Join(", ", tests))),
        (2, Test.Array[1, 3].Select(tests => $"not({string.Join(", ", tests)})")));

    /// <summary>Cells of which a piece was cut out and something else put in.</summary>
    public static Gen<string> Mutilated { get; } = FuzzTexts.MutilatedFrom(Whole, 30);
}
