using System.Text.RegularExpressions;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads the names that a version gives to expressions: each may use those above it.</summary>
internal sealed partial class LetReader(RuleReading reading)
{
    private const string UnknownName = "PAR201";

    public List<Let> Read(MapReader rule)
    {
        var lets = new List<Let>();
        var entries = rule.Named("let");
        var places = entries.Select((entry, place) => (entry, place)).ToDictionary(each => each.entry.Name, each => (each.place, each.entry.Key.At.Line), StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Value is not YamlScalar written)
            {
                reading.Problems.Add(MapReader.NoExpression(entry.Value, $"'{entry.Name}'"));
                continue;
            }

            var expression = Expression(written.Source, i, places);
            if (!LetName.IsMatch(entry.Name))
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
    private RuleExpression? Expression(SourceText source, int place, Dictionary<string, (int Place, int Line)> places)
    {
        var before = reading.Problems.Count;
        var expression = reading.Expression(source);
        if (reading.Problems.Skip(before).All(problem => problem.Code != UnknownName))
        {
            return expression;
        }

        foreach (var word in Word.Matches(source.Text).Where(word => places.TryGetValue(word.Value, out var named) && named.Place > place))
        {
            var at = source.PositionAt(word.Index);
            var told = reading.Problems.FindIndex(before, problem => problem.Code == UnknownName && problem.At == at);
            if (told >= 0)
            {
                reading.Problems[told] = RuleTexts.StandsBelow(at, word.Value, places[word.Value].Line);
            }
        }

        return expression;
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex LetName { get; }

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Word { get; }
}
