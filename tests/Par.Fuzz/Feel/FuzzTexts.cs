using CsCheck;

namespace Par.Fuzz.Feel;

/// <summary>Texts that a reader must stand: expressions that hold together, mutilated ones, and ones made to be too much.</summary>
public static class FuzzTexts
{
    private static readonly Gen<string> Broken = Gen.OneOf(
        "(", ")", "[", "\"", "..", ".", "@", "if", " in ", "\\", "§", "}", "{", "??", "'", "\ud83d", "\u0000", "e9", "instance of", "/*", "//", "-", "**", "function(", "@\"", "1e", "\\u", ",", ":");

    /// <summary>Expressions that can be read, from short to deep.</summary>
    public static Gen<string> Whole { get; } = Gen.OneOf(RandomExpressions.OfDepth(1), RandomExpressions.OfDepth(2), RandomExpressions.OfDepth(4));

    /// <summary>Expressions of which a piece was cut out and something else put in.</summary>
    public static Gen<string> Mutilated { get; } = MutilatedFrom(Whole, 400);

    /// <summary>Two mutilated expressions run together: faults that meet.</summary>
    public static Gen<string> Joined { get; } = Gen.Select(Mutilated, Gen.OneOf(" and ", " + ", ", ", "", "\n", "[", " in "), Mutilated, (a, joint, b) => a + joint + b);

    /// <summary>All of them for the long run, the whole and the mutilated most often.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency((300, Whole), (500, Mutilated), (195, Joined), (5, Endless(50, 500, 5_000, 100_000)));

    /// <summary>All of them for the run that takes a minute.</summary>
    public static Gen<string> Small { get; } = Gen.Frequency(
        (300, Gen.OneOf(RandomExpressions.OfDepth(1), RandomExpressions.OfDepth(2))),
        (500, MutilatedFrom(Gen.OneOf(RandomExpressions.OfDepth(1), RandomExpressions.OfDepth(2)), 120)),
        (20, Whole),
        (20, Mutilated),
        (20, Joined),
        (1, Endless(50, 500, 2_000)));

    /// <summary>One piece over and over: nesting, chains and literals beyond all measure.</summary>
    public static Gen<string> Endless(params int[] times) => Gen.Select(
        Gen.OneOf("(", "[", "{a:", "1+", "1,", "-", "not(", "a.", "\"a\"+", "9", "x", " ", "if b then ", "some i in xs satisfies ", "for i in xs return ", "function(x) ", "n and ", "[1..", "@\"P", "\\", "\"", "xs[", "1 in (", "b or "),
        Gen.OneOf(times),
        Gen.OneOf("", "1", "n", ")", "]", "\""),
        (piece, count, end) => string.Concat(Enumerable.Repeat(piece, count)) + end);

    /// <summary>Texts of which a piece was cut out and something else put in, not far from their beginning.</summary>
    internal static Gen<string> MutilatedFrom(Gen<string> whole, int furthest) => Gen.Select(whole, Gen.Int[0, furthest], Gen.Int[0, 6], Broken, Mutilate);

    private static string Mutilate(string text, int place, int cut, string inserted)
    {
        var at = Math.Min(place, text.Length);
        return text[..at] + inserted + text[Math.Min(at + cut, text.Length)..];
    }
}
