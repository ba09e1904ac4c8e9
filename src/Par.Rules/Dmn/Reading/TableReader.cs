using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Running;

namespace Par.Rules.Dmn.Reading;

/// <summary>Reads decision tables.</summary>
internal sealed class TableReader(ExpressionReader expressions, TypeReader types, List<Diagnostic> diagnostics)
{
    private static readonly Dictionary<string, Hit> Policies = new(StringComparer.Ordinal)
    {
        ["UNIQUE"] = Hit.Unique,
        ["ANY"] = Hit.Any,
        ["PRIORITY"] = Hit.Priority,
        ["FIRST"] = Hit.First,
        ["RULE ORDER"] = Hit.RuleOrder,
        ["OUTPUT ORDER"] = Hit.OutputOrder,
        ["COLLECT"] = Hit.Collect,
    };

    private static readonly Dictionary<string, Aggregation> Aggregations = new(StringComparer.Ordinal)
    {
        ["SUM"] = Aggregation.Sum,
        ["COUNT"] = Aggregation.Count,
        ["MIN"] = Aggregation.Min,
        ["MAX"] = Aggregation.Max,
    };

    public TableBox Read(XmlPart part, ItemType? type)
    {
        var inputs = part.All("input").Select(Input).ToArray();
        var outputs = part.All("output").ToArray();
        if (outputs.Length == 0)
        {
            diagnostics.Add(DmnTexts.MissingPart(part.At, part.Name, "output"));
        }

        if (outputs.Length > 1)
        {
            CheckNames(outputs);
        }

        var rules = part.All("rule").Select((rule, i) => Rule(rule, $"rule {i + 1}", inputs.Length, outputs.Length)).OfType<TableRule>().ToArray();
        return new TableBox(part.At, type, Policy(part, outputs.Length), inputs, [.. outputs.Select(output => Output(output, type))], rules);
    }

    // Only its name tells one of several outputs from another.
    private void CheckNames(XmlPart[] outputs)
    {
        foreach (var twice in outputs.GroupBy(output => Names.Of(output, diagnostics)).Where(group => group.Key is not null && group.Count() > 1))
        {
            diagnostics.Add(DmnTexts.Twice(twice.ElementAt(1).At, "outputs", twice.Key!));
        }
    }

    private HitPolicy Policy(XmlPart part, int outputs)
    {
        var hit = Hit.Unique;
        if (part["hitPolicy"] is { } written && !Policies.TryGetValue(written, out hit))
        {
            diagnostics.Add(DmnTexts.UnknownHitPolicy(part.At, written));
        }

        if (part["aggregation"] is not { } aggregated)
        {
            return new HitPolicy(hit, null);
        }

        if (!Aggregations.TryGetValue(aggregated, out var aggregation))
        {
            diagnostics.Add(DmnTexts.UnknownAggregation(part.At, aggregated));
        }
        else if (hit != Hit.Collect)
        {
            diagnostics.Add(DmnTexts.AggregatesOne(part.At, aggregated, part["hitPolicy"] ?? "UNIQUE"));
        }
        else if (outputs > 1 && aggregation != Aggregation.Count)
        {
            diagnostics.Add(DmnTexts.AggregatesMany(part.At, aggregated, outputs));
        }

        return new HitPolicy(hit, hit == Hit.Collect ? aggregation : null);
    }

    private TableInput Input(XmlPart part)
    {
        var written = part.First("inputExpression");
        if (written is null)
        {
            diagnostics.Add(DmnTexts.MissingPart(part.At, part.Name, "inputExpression"));
        }

        var expression = written is null ? new ForeignBox(part.At, "") : expressions.Literal(written, types.Find(written));
        var label = part["label"] ?? written?.First("text")?.Text.Text.Trim() ?? "";
        return new TableInput(label, expression, types.Constraint(part.First("inputValues")));
    }

    private TableOutput Output(XmlPart part, ItemType? table)
    {
        var name = part["name"] is { Length: > 0 } written ? Names.Single(written) : null;
        var type = types.Find(part);
        var fallback = part.First("defaultOutputEntry") is { } entry ? expressions.Literal(entry, null) : null;
        var allowed = part.First("outputValues")?.First("text")?.Text ?? AllowedBy(type ?? ComponentOf(table, name));
        return new TableOutput(name, type, allowed is null ? null : Listed(allowed), fallback, part.At) { HasList = part.First("outputValues") is not null };
    }

    // Without a list of its own, a column's values have the order in which its type allows them.
    private static SourceText? AllowedBy(ItemType? type)
    {
        for (; type is not null; type = type.Base)
        {
            if (type.Allowed is { } allowed)
            {
                return allowed.Text;
            }
        }

        return null;
    }

    private static ItemType? ComponentOf(ItemType? table, string? name) =>
        name is null ? table : table?.Components.FirstOrDefault(component => component.Key == name).Value;

    private static Written Listed(SourceText text) =>
        new(SourceText.Mapped($"[{text.Text}]", letter => text.PositionAt(letter - 1)), isTests: false);

    private TableRule? Rule(XmlPart part, string name, int inputs, int outputs)
    {
        var tests = part.All("inputEntry").Select(entry => new Written(TestOf(entry), isTests: true)).ToArray();
        var answers = part.All("outputEntry").Select(entry => expressions.Literal(entry, types.Find(entry))).ToArray();
        if (tests.Length != inputs)
        {
            diagnostics.Add(DmnTexts.WrongCellCount(part.At, name, "input cell", inputs, tests.Length));
            return null;
        }

        if (answers.Length != outputs)
        {
            diagnostics.Add(DmnTexts.WrongCellCount(part.At, name, "output cell", outputs, answers.Length));
            return null;
        }

        return new TableRule(part.At, tests, answers);
    }

    // An empty cell tests nothing, as a dash does.
    private static SourceText TestOf(XmlPart entry) =>
        entry.First("text")?.Text is { } text && !string.IsNullOrWhiteSpace(text.Text) ? text : SourceText.Plain("-", entry.At);
}
