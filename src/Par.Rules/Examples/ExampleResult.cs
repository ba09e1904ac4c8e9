using System.Text;
using Par.Rules.Books;
using Par.Rules.Evaluation;

namespace Par.Rules.Examples;

/// <summary>What came of one example.</summary>
/// <param name="Rule">The rule it is written beside.</param>
/// <param name="Example">The example.</param>
/// <param name="Finding">The finding that came out, with its explanation.</param>
/// <param name="Mismatches">Where that is not what was expected, each as one sentence; none when all is as expected.</param>
public sealed record ExampleResult(Rule Rule, Example Example, Finding Finding, IReadOnlyList<string> Mismatches)
{
    /// <summary>True when everything came out as expected.</summary>
    public bool Passed => Mismatches.Count == 0;

    /// <summary>One line that says how it came out; for a failure, also what was expected, and why each condition came out as it did.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Passed ? "passed " : "failed ").Append(Rule.Id).Append(": ").Append(Example.Name).Append(" (").Append(Example.At).Append(')');
        foreach (var mismatch in Mismatches)
        {
            text.Append('\n').Append("  ").Append(mismatch);
        }

        foreach (var line in Passed ? [] : Why())
        {
            text.Append('\n').Append("  ").Append(line);
        }

        return text.ToString();
    }

    /// <summary>Why the finding came out as it did: one line for each condition.</summary>
    public IEnumerable<string> Why() => Finding.Explanation.Conditions.Select(condition =>
        $"{Sign(condition)} {condition.Id}: {condition.Sentence.En}");

    private static string Sign(ConditionExplanation condition) => condition.Outcome switch
    {
        ConditionOutcome.Met => "met    ",
        ConditionOutcome.Unmet => "unmet  ",
        _ => "unknown",
    };
}
