using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Par.Fuzz.Feel;

namespace Par.Fuzz.Dmn;

/// <summary>Damage to the text of a model, such as bad tools, bad copies and bad people do.</summary>
internal sealed partial class ModelMutations(Random random, bool isSmall)
{
    private static readonly string[] Languages =
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20991231/MODEL/", "", "x", "http://www.w3.org/XML/1998/namespace",
    ];

    private static readonly string[] Heads =
    [
        "<!DOCTYPE definitions>", "<!DOCTYPE d [<!ENTITY a \"b\">]>", "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/x.dtd\">", "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE d [<!ENTITY a \"&b;&b;&b;&b;\"><!ENTITY b \"&c;&c;&c;&c;\"><!ENTITY c \"dozens\">]>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        "<?xml version=\"1.0\" encoding=\"utf-7\"?>", "<?xml version=\"1.0\" encoding=\"nonsense\"?>", "<?xml version=\"1.1\"?>", "<?xml version=\"9\"?>", "<?xml-stylesheet href=\"file:///etc/hostname\"?>", "\ufeff", "\n\n", "x",
    ];

    private static readonly string[] Pieces =
        ["<", ">", "\"", "&", "&amp;", "&a;", "&#0;", "&#xD800;", "&#x1F600;", "\0", "\ud83d", "\ufffe", "]]>", "<![CDATA[", "<!--", "-->", "<?x?>", "<x/>", "</x>", "\r\n", "\r", "\t", " ", "e\u0301", "<x xmlns=\"y\"/>", "xmlns:a=\"b\" ", "a:"];

    /// <summary>The text with one thing or a few things damaged.</summary>
    public string Of(string text)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            text = Once(text);
        }

        return text;
    }

    private string Once(string text) => random.Next(isSmall ? 2_000 : 400) == 0 ? Large(text) : random.Next(17) switch
    {
        0 => Replaced(text, Part(), _ => ""),
        1 => Replaced(text, Part(), part => part + part),
        2 => Swapped(text, Part()),
        3 => Swapped(text, Attribute()),
        4 => Replaced(text, Attribute(), _ => ""),
        5 => Replaced(text, Attribute(), attribute => attribute + attribute),
        6 => Replaced(text, Reference(), _ => $"href=\"{OneOf("#nobody", "#n", "#e0", "#e1", "#f0", "#v0", "", "#", "other#e0", "one#e0", "##", "http://x#n")}\""),
        7 => Replaced(text, Language(), _ => $"xmlns=\"{OneOf(Languages)}\""),
        8 => OneOf(Heads) + text,
        9 => Replaced(text, Tag(), _ => ""),
        10 => Replaced(text, Tag(), _ => $"<{OneOf("x", "list", "decision", "text", "context")}>"),
        11 => text[..random.Next(text.Length + 1)],
        12 => Inserted(text, OneOf(Pieces)),
        13 => Replaced(text, Attribute(), attribute => $"{attribute[..(attribute.IndexOf('=', StringComparison.Ordinal) + 1)]}\"{OneOf("", " ", "n", "tPerson", "tList", "true", "number", "FIRST", "e0", "feel:number", "a b", "?", "item", "&lt;")}\""),
        14 => Replaced(text, Written(), _ => $"<text>{OneOf(new RandomFeel(random).Tests(), RandomFeel.Escaped(Mutilated()), "", " ", "-")}</text>"),
        15 => Replaced(text, Written(), written => $"<text><![CDATA[{written[6..^7].Replace("&lt;", "<", StringComparison.Ordinal)}]]></text>"),
        _ => Replaced(text, Name(), _ => $"{OneOf("n", "e0", "a", "null", "e 1")}\""),
    };

    // What is too much: depth, length, number.
    private string Large(string text) => random.Next(4) switch
    {
        0 => Inserted(text, Many(OneOf("<list>", "<context><contextEntry>", "<x>", "<if>"), random.Next(100, 5_000))),
        1 => Replaced(text, Written(), _ => $"<text>{Many(OneOf("9", "(", "x", "1+", "[", "n, ", "&lt;", "\"a\",", " "), random.Next(1_000, isSmall ? 5_000 : 1_000_000))}</text>"),
        2 => Replaced(text, Tag(), tag => tag + Many(OneOf("<rule/>", "<input/>", "<list/>", "<!--x-->", "<decision name=\"q\"/>", "<![CDATA[a]]>", "&#60;"), random.Next(1_000, isSmall ? 2_000 : 20_000))),
        _ => Replaced(text, Written(), _ => $"<text>{RandomFeel.Escaped(FuzzTexts.Endless(50, 500, 5_000).Generate(new PCG((uint)random.Next(), 1), null, out var _))}</text>"),
    };

    private string Replaced(string text, Regex wanted, Func<string, string> other)
    {
        var found = wanted.Matches(text);
        return found.Count == 0 || found[random.Next(found.Count)] is not { } match ? text : string.Concat(text.AsSpan(0, match.Index), other(match.Value), text.AsSpan(match.Index + match.Length));
    }

    private string Swapped(string text, Regex wanted)
    {
        var found = wanted.Matches(text);
        if (found.Count < 2)
        {
            return text;
        }

        var first = random.Next(found.Count - 1);
        var (one, other) = (found[first], found[random.Next(first + 1, found.Count)]);
        return $"{text[..one.Index]}{other.Value}{text[(one.Index + one.Length)..other.Index]}{one.Value}{text[(other.Index + other.Length)..]}";
    }

    private string Inserted(string text, string piece) => text.Insert(random.Next(text.Length + 1), piece);

    private string OneOf(params string[] texts) => texts[random.Next(texts.Length)];

    private string Mutilated() => FuzzTexts.Mutilated.Generate(new PCG((uint)random.Next(), 1), null, out _);

    private static string Many(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();

    [GeneratedRegex("<(rule|input|output|text|decision|variable|inputEntry|outputEntry|contextEntry|row|column|itemDefinition|allowedValues|binding|parameter|in|return|if|then|else|match|satisfies|literalExpression|encapsulatedLogic|informationRequirement|inputData)\\b[^<>]*(/>|>.{0,2000}?</\\1>)", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(" [A-Za-z]+=\"[^\"]*\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("href=\"[^\"]*\"")]
    private static partial Regex Reference();

    [GeneratedRegex("xmlns=\"[^\"]*\"")]
    private static partial Regex Language();

    [GeneratedRegex("</?[A-Za-z]+[^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<text>[^<]*</text>")]
    private static partial Regex Written();

    [GeneratedRegex("(?<= (name|id)=\")[^\"]*\"")]
    private static partial Regex Name();
}
