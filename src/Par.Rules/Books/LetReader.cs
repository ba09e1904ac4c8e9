using System.Text.RegularExpressions;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads the names that a version gives to expressions: each may use those above it.</summary>
internal sealed partial class LetReader(RuleReading reading)
{
    private const string UnknownName = "PAR201";

    // Words that expressions begin or join with.
    private static readonly HashSet<string> Words = new(
        ["if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not", "between", "instance", "of", "function", "external", "true", "false", "null", "item", "partial"],
        StringComparer.Ordinal);

    public List<Let> Read(MapReader rule)
    {
        var lets = new List<Let>();
        var entries = rule.Named("let");
        var places = entries.Select((entry, place) => (entry, place)).ToDictionary(each => each.entry.Name, each => (each.place, each.entry.Key.At.Line), StringComparer.Ordinal);
        var texts = entries.ToDictionary(entry => entry.Name, entry => (entry.Value as YamlScalar)?.Source.Text ?? "", StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Value is not YamlScalar written)
            {
                reading.Problems.Add(MapReader.NoExpression(entry.Value, $"'{entry.Name}'"));
                continue;
            }

            var expression = Expression(written.Source, i, places, entry.Name, texts);
            if (!LetName.IsMatch(entry.Name) || Words.Contains(entry.Name))
            {
                reading.Problems.Add(RuleTexts.BadLetName(entry.Key.At, entry.Name));
            }
            else if (reading.Scope.IndexOf(entry.Name) >= 0)
            {
                reading.Problems.Add(RuleTexts.NameTaken(entry.Key.At, entry.Name));
            }
            else
            {
                // A name whose expression is wrong stays known, so that its uses are not reported as well.
                reading.Scope = reading.Scope.With(entry.Name, expression?.Checked.Type ?? FeelType.Any);
                if (expression is not null)
                {
                    reading.Name(reading.Scope.Count - 1, expression);
                    lets.Add(new Let(entry.Name, expression));
                }
            }
        }

        return lets;
    }

    /// <summary>The expression. Where it asks for a name that is given further below, that is said instead of that there is none.</summary>
    private RuleExpression? Expression(
        SourceText source, int place, Dictionary<string, (int Place, int Line)> places, string name, Dictionary<string, string> written)
    {
        var before = reading.Problems.Count;
        var expression = reading.Expression(source);
        if (reading.Problems.Skip(before).All(problem => problem.Code != UnknownName))
        {
            return expression;
        }

        foreach (var word in Word.Matches(source.Text).Where(word => places.TryGetValue(word.Value, out var named) && named.Place >= place))
        {
            var at = source.PositionAt(word.Index);
            var told = reading.Problems.FindIndex(before, problem => problem.Code == UnknownName && problem.At == at);
            if (told >= 0)
            {
                reading.Problems[told] = Needs(word.Value, name, written)
                    ? RuleTexts.LetsNeedOneAnother(at, name, word.Value)
                    : RuleTexts.StandsBelow(at, word.Value, places[word.Value].Line);
            }
        }

        return expression;
    }

    /// <summary>Whether a name is worked out from another, straight or by way of others.</summary>
    private static bool Needs(string name, string other, Dictionary<string, string> written)
    {
        var (open, seen) = (new Stack<string>([name]), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryPop(out var next))
        {
            if (next == other)
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (var word in Word.Matches(written[next]).Select(word => word.Value).Where(written.ContainsKey))
                {
                    open.Push(word);
                }
            }
        }

        return false;
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex LetName { get; }

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Word { get; }
}
