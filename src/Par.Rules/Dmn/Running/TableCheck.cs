using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Tables;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>Says where a decision table has no rule, where it has two that contradict, and which rules never count.</summary>
internal static class TableCheck
{
    private const int MostTold = 3;

    /// <summary>How much each search looks at; past that it is cut short.</summary>
    public const int MostSteps = 8_000_000;

    /// <param name="element">Whose tables are looked at.</param>
    /// <param name="faults">What is wrong with the expressions of the model: what a table covers is only known when its cells can be read.</param>
    /// <param name="mostSteps">How much each search looks at.</param>
    public static IEnumerable<Diagnostic> Of(Element element, IReadOnlyList<Diagnostic> faults, int mostSteps) =>
        element.Logic is { } logic ? Tables(logic).SelectMany(table => Of(table, element, faults, mostSteps)) : [];

    private static IEnumerable<TableBox> Tables(Boxed box) => (box is TableBox table ? [table] : Enumerable.Empty<TableBox>()).Concat(box.Parts.SelectMany(Tables));

    private static List<Diagnostic> Of(TableBox table, Element element, IReadOnlyList<Diagnostic> faults, int mostSteps)
    {
        var allowed = table.Inputs.Select(input => ColumnTypes.MayBeList(input, element) ? null : ColumnTypes.Allowed(input, element)).ToArray();
        var domains = allowed.Select((one, i) => ColumnTypes.MayBeList(table.Inputs[i], element) ? null : one is null ? CellSet.Everything : one.Root is { } root ? CoverCell.Apart(root) : null).ToArray();
        var cells = table.Rules.Select(rule => rule.Tests.Select(test => CoverCell.Of(test.Root)).ToArray()).ToArray();
        var found = CellCheck.Of(table, allowed, domains).ToList();
        if (table.Rules.Count == 0 || found.Count > 0 || faults.Any(fault => table.Rules.Any(rule => rule.Tests.Any(test => Lies(fault.At, test.Text)))))
        {
            return found;
        }

        // What a column allows must be known, or a gap may lie where no value ever is.
        var mustCover = table.Policy.IsSingle && table.Outputs.All(output => output.Default is null) && domains.All(domain => domain is { Intervals.Count: > 0 });
        if (TableCover.Of(cells, [.. domains.Select(domain => domain ?? CellSet.Everything)]) is not { } cover)
        {
            found.AddRange(mustCover ? [DmnTableTexts.Unsettled(table.At)] : []);
            return found;
        }

        if (mustCover)
        {
            var budget = new SearchBudget(mostSteps);
            var gaps = cover.Gaps(MostTold, budget).Select(gap => NoRule(table, cover, gap)).ToArray();
            found.AddRange(gaps.Length == 0 && budget.IsSpent ? [DmnTableTexts.Unsettled(table.At)] : gaps);
        }

        // Two rules that hold at once are named when it happens, so a search for them may end early without harm; so may one for rules that never count.
        found.AddRange(table.Policy.Hit switch
        {
            Hit.Unique => cover.Overlaps(new SearchBudget(mostSteps)).Take(MostTold).Select(pair => TwoRules(table, cover, pair.First, pair.Second)),
            Hit.Any => cover.Overlaps(new SearchBudget(mostSteps)).Where(pair => Contradict(table, pair.First, pair.Second)).Take(MostTold)
                .Select(pair => DmnTableTexts.TwoAnswers(table.Rules[pair.Second].At, pair.First + 1, pair.Second + 1, Words(table, cover, cover.Both(pair.First, pair.Second)))),
            _ => RankCheck.Of(table, cover, new SearchBudget(mostSteps)).Take(MostTold),
        });
        return found;
    }

    private static bool Lies(SourcePosition place, SourceText text)
    {
        var (from, to) = (text.PositionAt(0), text.PositionAt(text.Text.Length));
        return place.File == from.File && (place.Line, place.Column).CompareTo((from.Line, from.Column)) >= 0 && (place.Line, place.Column).CompareTo((to.Line, to.Column)) <= 0;
    }

    private static Diagnostic NoRule(TableBox table, TableCover cover, IReadOnlyList<int>?[] gap)
    {
        var words = Words(table, cover, gap);
        var told = Enumerable.Range(0, gap.Length).Where(i => gap[i] is not null).ToArray();
        var texts = told.Where(i => cover.Columns[i].AllTextsBut(gap[i]!) is not null).ToArray();
        if (texts.Length > 0)
        {
            return DmnTableTexts.NoRuleForTexts(table.At, words, Label(table, texts[0]));
        }

        return told.Length == 1 && cover.Columns[told[0]].Intervals(gap[told[0]]!) is [{ From: { IsAfter: true } from, To: { IsAfter: false } to }]
            && from.At.Kind == ValueKind.Number && decimal.IsInteger(from.At.RawNumber) && to.At.RawNumber - from.At.RawNumber == 1
            ? DmnTableTexts.NoRuleBetween(table.At, words, to.At.ToString())
            : DmnTableTexts.NoRule(table.At, words);
    }

    private static Diagnostic TwoRules(TableBox table, TableCover cover, int first, int second) => cover.AreAlike(first, second)
        ? DmnTableTexts.SameRules(table.Rules[second].At, first + 1, second + 1)
        : DmnTableTexts.TwoRules(table.Rules[second].At, first + 1, second + 1, Words(table, cover, cover.Both(first, second)));

    private static bool Contradict(TableBox table, int first, int second) =>
        table.Rules[first].Answers.Zip(table.Rules[second].Answers).Any(pair =>
            pair is { First: LiteralBox { Root: Constant one }, Second: LiteralBox { Root: Constant other } } && one.Value != other.Value);

    private static string Words(TableBox table, TableCover cover, IReadOnlyList<int>?[] pieces)
    {
        var told = pieces.Select((own, i) => own is null ? null : $"{Label(table, i)} {Words(cover.Columns[i], own)}").OfType<string>().ToArray();
        return told.Length == 0 ? "any values" : string.Join(" and ", told);
    }

    private static string Words(CoverColumn column, IReadOnlyList<int> pieces)
    {
        if (column.AllTextsBut(pieces) is not { } texts)
        {
            return string.Join(" or ", column.Intervals(pieces));
        }

        var told = texts.Take(texts.Count > MostTold + 1 ? MostTold : texts.Count).Select(text => text.ToString()).ToList();
        told.AddRange(told.Count < texts.Count ? [$"{texts.Count - told.Count} more"] : Array.Empty<string>());
        return $"other than {string.Join(", ", told[..^1])}{(told.Count > 1 ? " and " : "")}{told[^1]}";
    }

    private static string Label(TableBox table, int column) => table.Inputs[column].Label is { Length: > 0 } label ? label : $"input column {column + 1}";
}
