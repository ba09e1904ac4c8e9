using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Machine;

/// <summary>Questions about the items of one list that begin alike: what they begin with, down to the first item that fits, is looked for once.</summary>
internal sealed class Beginnings
{
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

    public Beginnings(IEnumerable<IReadOnlyList<CheckedExpression>> questions)
    {
        foreach (var words in questions.SelectMany(WordsOf))
        {
            _asked[words.Words] = _asked.GetValueOrDefault(words.Words) + 1;
        }
    }

    /// <summary>The longest beginning that a question shares with another, and how many conditions that is; none where it shares none.</summary>
    public (string Words, int Known) Of(IReadOnlyList<CheckedExpression> question) =>
        WordsOf(question).Where(one => _asked[one.Words] > 1).LastOrDefault((Words: "", Known: 0));

    // From the shortest to the longest, each with something left to ask.
    private static IEnumerable<(string Words, int Known)> WordsOf(IReadOnlyList<CheckedExpression> question)
    {
        if (question is not [{ Root: Quantified { Every: false, Iterations.Length: 1, Condition: Joined { All: true } all } root }])
        {
            yield break;
        }

        for (var known = 1; known < all.Parts.Length; known++)
        {
            if (Alike.Words(root with { Condition = all with { Parts = all.Parts[..known] } }, []) is { } words)
            {
                yield return (words, known);
            }
        }
    }
}
