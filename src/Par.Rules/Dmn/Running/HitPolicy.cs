using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Par.Rules.Feel.Running;

namespace Par.Rules.Dmn.Running;

/// <summary>What a decision table does with the rules that hold.</summary>
internal enum Hit
{
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect,
}

/// <summary>How a decision table makes one value out of many.</summary>
internal enum Aggregation
{
    Sum,
    Count,
    Min,
    Max,
}

/// <summary>Which of the rules that hold count, and what comes of them.</summary>
internal sealed record HitPolicy(Hit Hit, Aggregation? Aggregation)
{
    /// <summary>Whether the table gives the answer of one rule.</summary>
    public bool IsSingle => Hit is Hit.Unique or Hit.Any or Hit.Priority or Hit.First;

    public Value Decide(TableBox table, IReadOnlyList<int> hits, Surroundings around)
    {
        if (hits.Count == 0)
        {
            return None(table, around);
        }

        var answers = hits.Take(Hit == Hit.First ? 1 : int.MaxValue).Select(rule => table.Answer(rule, around)).ToArray();
        if (Hit is Hit.Any or Hit.Priority or Hit.OutputOrder
            && answers.SelectMany(answer => answer).Aggregate(default(MissingFacts), (found, value) => Unknowns.In(value, found)) is { } missing)
        {
            // Nobody can say whether an unknown answer is another one, or where its place is.
            return Value.Unknown(missing);
        }

        switch (Hit)
        {
            case Hit.Unique when hits.Count > 1:
            case Hit.Any when answers.Any(answer => !answer.SequenceEqual(answers[0])):
                around.Run.Note(DmnTexts.ManyRules(table.At, hits.Select(rule => rule + 1)));
                return Value.Null;
            case Hit.Priority:
                return table.Together(ByPriority(table, answers, around).First());
            case Hit.OutputOrder:
                return Value.Of(new FeelList([.. ByPriority(table, answers, around).Select(table.Together)]));
            case Hit.RuleOrder or Hit.Collect:
                var all = answers.Select(table.Together).ToArray();
                return Aggregation is null ? Value.Of(new FeelList(all)) : Aggregate(table, all, around);
            default:
                return table.Together(answers[0]);
        }
    }

    private Value None(TableBox table, Surroundings around)
    {
        if (table.Defaults(around) is { } defaults)
        {
            return table.Together(defaults);
        }

        return Aggregation == Running.Aggregation.Count ? Value.Of(0m) : Aggregation is null && !IsSingle ? Value.Of(FeelList.Empty) : Value.Null;
    }

    // The place of each answer among the allowed values of its column, the first column weighing most.
    private static IOrderedEnumerable<Value[]> ByPriority(TableBox table, IEnumerable<Value[]> answers, Surroundings around)
    {
        var orders = table.Outputs.Select(output => output.Allowed?.Run(around) is { Kind: ValueKind.List } list ? list.AsList : null).ToArray();
        var sorted = answers.OrderBy(_ => 0);
        for (var i = 0; i < orders.Length; i++)
        {
            var (column, order) = (i, orders[i]);
            sorted = order is null ? sorted : sorted.ThenBy(answer => PlaceIn(order, answer[column]));
        }

        return sorted;
    }

    /// <summary>The place of an answer among the values of its column; behind all of them when it is none of these.</summary>
    public static int PlaceIn(FeelList order, Value value)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (Reach.Among(value, order[i]) == Ternary.True)
            {
                return i;
            }
        }

        return order.Count;
    }

    private Value Aggregate(TableBox table, Value[] values, Surroundings around)
    {
        if (Aggregation == Running.Aggregation.Count)
        {
            return Value.Of((decimal)values.Length);
        }

        var result = Written(Aggregation switch { Running.Aggregation.Sum => "sum", Running.Aggregation.Min => "min", _ => "max" }, values, around);
        if (result.IsNull)
        {
            around.Run.Note(DmnTexts.NothingToAggregate(table.At, Aggregation.ToString()!.ToUpperInvariant()));
        }

        return result;
    }

    private static Value Written(string function, Value[] values, Surroundings around) =>
        Feel.BuiltIns.Library.Find(function)[0].Call(around.Frame, [Value.Of(new FeelList(values))]);
}
