namespace Par.Fuzz.Feel.Typed;

internal sealed partial class TypedWriter
{
    private string Number(int depth) => random.Next(14) switch
    {
        0 or 1 or 2 => $"{Inner(Kind.Number, depth)} {OneOf("+", "-", "*", "/", "**")} {Inner(Kind.Number, depth)}",
        3 or 4 => $"age({Write(Kind.Day, depth)}, {Write(Kind.Day, depth)})",
        5 or 6 => $"count({Write(OneOf(Kinds.Lists), depth)})",
        7 => $"{OneOf("sum", "min", "max", "mean", "median")}({Write(Kind.Numbers, depth)})",
        8 => $"{Inner(Kind.Day, depth)}.{OneOf("year", "month", "day", "weekday")}",
        9 => $"{Inner(Kind.Span, depth)}.{OneOf("days", "hours", "minutes")}",
        10 => $"{Inner(Kind.Term, depth)}.{OneOf("years", "months")}",
        11 => $"{OneOf("floor", "abs", "ceiling")}({Write(Kind.Number, depth)})",
        12 => $"string length({Write(Kind.Text, depth)})",
        _ => OneOf($"-{Inner(Kind.Number, depth)}", $"{Inner(Kind.Span, depth)} / @\"P1D\"", Called(Kind.Number, depth)),
    };

    private string Condition(int depth)
    {
        var kind = OneOf(Kinds.Ordered);
        return random.Next(20) switch
        {
            < 5 => $"{Inner(kind, depth)} {OneOf("<", "<=", ">", ">=", "=", "!=")} {Inner(kind, depth)}",
            < 8 => $"{Inner(Kind.Condition, depth)} {OneOf("and", "or")} {Inner(Kind.Condition, depth)}",
            8 => $"not({Write(Kind.Condition, depth)})",
            9 => $"{Inner(kind, depth)} between {Inner(kind, depth)} and {Inner(kind, depth)}",
            10 or 11 => $"{Inner(kind, depth)} in {OneOf("[", "(")}{Inner(kind, depth)}..{Inner(kind, depth)}{OneOf("]", ")")}",
            12 => $"{Inner(kind, depth)} in ({OneOf("<", "<=", ">", ">=")} {Inner(kind, depth)}, {Inner(kind, depth)})",
            13 or 14 or 15 => Quantified(depth),
            16 => $"{Inner((Kind)random.Next(15), depth)} {OneOf("=", "!=")} null",
            17 => OneOf($"list contains({Write(Kind.Numbers, depth)}, {Write(Kind.Number, depth)})", $"{Inner(Kind.Text, depth)} in {Inner(Kind.Texts, depth)}"),
            18 => OneOf($"contains({Write(Kind.Text, depth)}, {Write(Kind.Text, depth)})", $"starts with({Write(Kind.Text, depth)}, {Literal(Kind.Text)})", $"before({Write(Kind.Day, depth)}, {Write(Kind.Day, depth)})"),
            _ => OneOf($"{Inner(kind, depth)} instance of {kind.Named()}", $"{Inner(Kind.Card, depth)} = {Inner(Kind.Card, depth)}", Called(Kind.Condition, depth)),
        };
    }

    private string Quantified(int depth)
    {
        var (list, name) = (OneOf(Kinds.Lists), NewName());
        var source = Inner(list, depth);
        if (random.Next(4) > 0)
        {
            return $"{OneOf("some", "every")} {name} in {source} satisfies {Within((name, list.Item()), Kind.Condition, depth)}";
        }

        _locals.Add((name, list.Item()));
        var (second, inner) = (NewName(), OneOf(Kinds.Lists));
        var written = $"{OneOf("some", "every")} {name} in {source}, {second} in {Inner(inner, depth)} satisfies {Within((second, inner.Item()), Kind.Condition, depth)}";
        _locals.RemoveAt(_locals.Count - 1);
        return written;
    }

    private string Day(int depth) => random.Next(9) switch
    {
        0 or 1 => $"{Inner(Kind.Day, depth)} {OneOf("+", "-")} {Inner(Kind.Term, depth)}",
        2 or 3 => $"{Inner(Kind.Day, depth)} {OneOf("+", "-")} {Inner(Kind.Span, depth)}",
        4 => $"anniversary({Write(Kind.Day, depth)}, {Write(Kind.Number, depth)})",
        5 => $"date({Write(Kind.Moment, depth)})",
        6 => $"{OneOf("min", "max")}({Write(Kind.Days, depth)})",
        7 => $"{OneOf("earliest", "latest")}({Inner(Kind.Person, depth)}.{Field(Kind.Person, Kind.Day)})",
        _ => OneOf($"date({Write(Kind.Number, depth)}, 2, {Write(Kind.Number, depth)})", Called(Kind.Day, depth)),
    };

    private string Text(int depth) => random.Next(5) switch
    {
        0 => $"{Inner(Kind.Text, depth)} + {Inner(Kind.Text, depth)}",
        1 => $"{OneOf("upper case", "lower case")}({Write(Kind.Text, depth)})",
        2 => $"string({Write(OneOf(Kinds.Ordered), depth)})",
        3 => $"substring({Write(Kind.Text, depth)}, {Write(Kind.Number, depth)})",
        _ => $"string join({Write(Kind.Texts, depth)}, \", \")",
    };

    private string Moment(int depth) => random.Next(2) == 0
        ? $"{Inner(Kind.Moment, depth)} {OneOf("+", "-")} {Inner(OneOf([Kind.Span, Kind.Term]), depth)}"
        : $"date and time({Write(Kind.Day, depth)}, {Write(Kind.Clock, depth)})";

    private string Clock(int depth) => random.Next(2) == 0 ? $"{Inner(Kind.Clock, depth)} {OneOf("+", "-")} {Inner(Kind.Span, depth)}" : $"time({Write(Kind.Moment, depth)})";

    private string Span(int depth) => random.Next(4) switch
    {
        0 => $"{Inner(Kind.Day, depth)} - {Inner(Kind.Day, depth)}",
        1 => $"{Inner(Kind.Moment, depth)} - {Inner(Kind.Moment, depth)}",
        2 => $"{Inner(Kind.Span, depth)} {OneOf("*", "/")} {Inner(Kind.Number, depth)}",
        _ => $"{Inner(Kind.Span, depth)} {OneOf("+", "-")} {Inner(Kind.Span, depth)}",
    };

    private string Term(int depth) => random.Next(3) switch
    {
        0 => $"years and months duration({Write(Kind.Day, depth)}, {Write(Kind.Day, depth)})",
        1 => $"{Inner(Kind.Term, depth)} {OneOf("*", "/")} {Inner(Kind.Number, depth)}",
        _ => $"{Inner(Kind.Term, depth)} {OneOf("+", "-")} {Inner(Kind.Term, depth)}",
    };

    // One item of a list of its kind: by place, or the first or last for which a condition holds.
    private string Item(Kind kind, int depth)
    {
        if (kind is not (Kind.Number or Kind.Day or Kind.Text or Kind.Person or Kind.Card))
        {
            return Leaf(kind, depth - 1);
        }

        var list = Kinds.Lists.First(list => list.Item() == kind);
        return $"{Inner(list, depth - 1)}{(random.Next(2) == 0 ? "" : $"[{Filter(kind, depth - 1)}]")}[{OneOf("1", "-1", "2", "n")}]";
    }

    private string Filter(Kind item, int depth) => item is not (Kind.Person or Kind.Card) || random.Next(2) == 0 || Field(item, Kind.Day) is not { } field
        ? Within(("item", item), Kind.Condition, depth)
        : $"{field} {OneOf("<", ">=", "!=")} {Inner(Kind.Day, depth)}";

    private string List(Kind kind, int depth)
    {
        var item = kind.Item();
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                return $"{Inner(kind, depth)}[{Filter(item, depth)}]";
            case 3 or 4:
                var (list, name) = (OneOf(Kinds.Lists), NewName());
                return $"for {name} in {Inner(list, depth)} return {Within((name, list.Item()), item, depth)}";
            case 5 when Field(Kind.Card, item) is { } field:
                return $"{Inner(Kind.Cards, depth)}.{field}";
            case 6:
                return $"{OneOf("reverse", "distinct values")}({Write(kind, depth)})";
            case 7:
                return item is Kind.Person or Kind.Card ? $"concatenate({Write(kind, depth)}, {Write(kind, depth)})" : $"sort({Write(kind, depth)}, function(x, y) x < y)";
            default:
                return $"[{Write(item, depth)}, {Write(item, depth)}]";
        }
    }

    private string Called(Kind kind, int depth)
    {
        var (given, name) = (OneOf(Kinds.Ordered), NewName());
        return $"(function({name}: {given.Named()}) {Within((name, given), kind, depth)})({Write(given, depth)})";
    }
}
