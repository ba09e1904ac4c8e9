using System.Globalization;
using System.Security;
using CsCheck;
using Par.Fuzz.Feel;

namespace Par.Fuzz.Dmn;

/// <summary>The pieces of FEEL in a random model, ready to stand in XML.</summary>
internal sealed class RandomFeel(Random random)
{
    private static readonly string[] TypeNames =
        ["number", "string", "boolean", "date", "Any", "tNumber", "tText", "tDay", "tPerson", "tList", "tPeople", "tRow", "context", "list", "function", "days and time duration", "date and time"];

    private readonly List<string> _known = [];

    /// <summary>Whether the next of so many turns it is.</summary>
    public bool OneIn(int turns) => random.Next(turns) == 0;

    public int Next(int from, int to) => random.Next(from, to);

    public string OneOf(params string[] texts) => texts[random.Next(texts.Length)];

    /// <summary>Lets expressions speak of one more thing: a name, or a call.</summary>
    public void Offer(string written) => _known.Add(written);

    /// <summary>An expression: mostly a short one that can be read, a constant, or something that the model has.</summary>
    public string Expression() => Escaped(random.Next(40) switch
    {
        0 => Text(FuzzTexts.Mutilated),
        < 3 => Text(FuzzTexts.Whole),
        < 12 => BareConstant(),
        < 22 when _known.Count > 0 => Known(),
        < 26 when _known.Count > 0 => $"[{Known()}, {Text(RandomExpressions.OfDepth(0))}]",
        < 34 => Text(RandomExpressions.OfDepth(0)),
        _ => Text(RandomExpressions.OfDepth(1)),
    });

    public string Condition() => Escaped(OneOf("true", "false", "b", "n > 1", "m = null", "item = 1", "item > n", "item.a > 1", "i > 1", "i = 2", "p.alive", "partial = null", "count(xs) > 1", "n"));

    public string List() => Escaped(OneOf("xs", "[1, 2, 3]", "[n, m, null]", "1..4", "[d]", "p.insurances", "[]", "m", "n..3", "[{a: 1, b: 2}, {a: n}]", "1..30"));

    /// <summary>The tests of a cell, mostly such as suit what its column tests.</summary>
    public string Tests(string tested = "") => Escaped(random.Next(30) switch
    {
        0 => Text(RandomTests.Mutilated),
        < 4 => Text(RandomTests.Whole),
        < 12 => "-",
        _ => tested switch
        {
            "s" => OneOf("\"a\"", "\"An\"", "\"\"", "not(\"a\")", "\"a\", \"An\"", "> \"a\"", "starts with(?, \"A\")"),
            "b" => OneOf("true", "false", "not(true)", "b"),
            "d" => OneOf("@\"2024-02-29\"", "> @\"2024-02-28\"", "[@\"2024-02-27\"..@\"2024-02-29\"]", "< d", "?.year = 2024"),
            _ => OneOf("1", "2", "< 2", ">= 2", "[1..3]", "(0..2)", "not(1)", "1, 2", "< n", "[0..n]", "null", "? > 1", "> 3, < 1", "not(< 2)"),
        },
    });

    public string Constant() => Escaped(BareConstant());

    /// <summary>Values one after another, as lists of allowed values have them.</summary>
    public string Constants() => Escaped(string.Join(", ", Enumerable.Range(0, random.Next(1, 5)).Select(_ => BareConstant())));

    /// <summary>An attribute that names a type; often none, and now and then one that does not exist.</summary>
    public string Type() => random.Next(600) switch
    {
        0 => " typeRef=\"tNobody\"",
        < 570 => "",
        _ => $" typeRef=\"{OneOf(TypeNames)}\"",
    };

    public string Number() => random.Next(4).ToString(CultureInfo.InvariantCulture);

    /// <summary>A text with what XML does not hold left out, and what it does not let stand written otherwise.</summary>
    public static string Escaped(string text) =>
        SecurityElement.Escape(string.Concat(text.Select(letter => letter < ' ' && letter != '\n' || char.IsSurrogate(letter) ? '§' : letter)));

    private string Known() => OneOf([.. _known]);

    private string BareConstant() => OneOf("1", "2", "3", "0", "-1", "2.5", "\"a\"", "\"An\"", "\"\"", "true", "false", "null", "@\"2024-02-29\"", "@\"P1Y\"", "[1, 2]", "{a: 1}");

    private string Text(Gen<string> gen) => gen.Generate(new PCG((uint)random.Next(), (ulong)random.NextInt64()), null, out _);
}
