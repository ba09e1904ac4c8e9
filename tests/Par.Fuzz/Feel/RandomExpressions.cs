using CsCheck;

namespace Par.Fuzz.Feel;

/// <summary>
/// Random expressions over the variables n, m, b, d, s, xs and p. Most of their parts fit together, so that they
/// come to a value; some do not, because null has to be agreed on too.
/// </summary>
public static class RandomExpressions
{
    public static Gen<string> OfDepth(int depth) => depth == 0
        ? Gen.OneOf(Leaf(Kind.Number), Leaf(Kind.Condition), Leaf(Kind.Day), Leaf(Kind.List), Leaf(Kind.Any))
        : Levels(depth)[(int)Kind.Any];

    private enum Kind
    {
        Number,
        Condition,
        Day,
        List,
        Any,
    }

    private static Gen<string>[] Levels(int depth)
    {
        if (depth == 0)
        {
            return [.. Enum.GetValues<Kind>().Select(Leaf)];
        }

        var inner = Levels(depth - 1);
        var (number, condition, day, list, any) = (inner[0], inner[1], inner[2], inner[3], inner[4]);
        Gen<string>[] mixed = [Numbers(number, condition, day, list), Conditions(number, condition, day, list, any), Days(condition, day, list), Lists(number, condition, list, any)];
        return [.. mixed.Select(gen => Gen.Frequency((12, gen), (1, any))), Gen.OneOf([.. mixed, Others(number, list, any)])];
    }

    private static Gen<string> Leaf(Kind kind) => kind switch
    {
        Kind.Number => Gen.OneOf("n", "n", "1", "2", "0", "2.5", "m", "p.pension", "null", "xs[1]"),
        Kind.Condition => Gen.OneOf("b", "b", "true", "false", "p.alive", "m", "null"),
        Kind.Day => Gen.OneOf("d", "d", "p.dateOfBirth", "@\"2024-02-29\"", "@\"2024-03-01\"", "m", "null"),
        Kind.List => Gen.OneOf("xs", "xs", "[1, n, null]", "[m, true]", "[]", "p.insurances", "[1, 2, 3]", "[d]", "m"),
        _ => Gen.OneOf("s", "\"a\"", "\"\"", "p", "{a: n, b: m}", "[1..5]", "(< 3)", "@\"P1Y\"", "@\"P3D\"", "@\"PT5H\"", "@\"10:00:00\"", "@\"2024-02-29T10:00:00Z\"", "m"),
    };

    private static Gen<string> Numbers(Gen<string> number, Gen<string> condition, Gen<string> day, Gen<string> list) => Gen.OneOf(
        Gen.Select(number, Gen.OneOf("+", "-", "*", "/", "**"), number, (a, o, b) => $"({a}) {o} ({b})"),
        Gen.Select(condition, number, number, (a, b, c) => $"if {a} then {b} else {c}"),
        Gen.Select(Gen.OneOf("count", "sum", "max", "min", "mean", "median"), list, (f, a) => $"{f}({a})"),
        Gen.Select(day, day, (a, b) => $"age({a}, {b})"),
        Gen.Select(Gen.OneOf("year", "month", "day", "weekday"), day, (f, a) => $"({a}).{f}"),
        Gen.Select(list, number, (a, b) => $"({a})[{b}]"),
        Gen.Select(number, number, (a, b) => $"(function(x: number) x + ({a}))({b})"),
        number.Select(a => $"-({a})"),
        number.Select(a => $"floor({a})"));

    private static Gen<string> Conditions(Gen<string> number, Gen<string> condition, Gen<string> day, Gen<string> list, Gen<string> any) => Gen.OneOf(
        Gen.Select(number, Relation, number, (a, o, b) => $"({a}) {o} ({b})"),
        Gen.Select(day, Relation, day, (a, o, b) => $"({a}) {o} ({b})"),
        Gen.Select(any, Gen.OneOf("=", "!="), any, (a, o, b) => $"({a}) {o} ({b})"),
        Gen.Select(condition, Gen.OneOf("and", "or"), condition, (a, o, b) => $"({a}) {o} ({b})"),
        condition.Select(a => $"not({a})"),
        Gen.Select(condition, condition, condition, (a, b, c) => $"if {a} then {b} else {c}"),
        Gen.Select(number, number, number, (a, b, c) => $"({a}) between ({b}) and ({c})"),
        Gen.Select(number, number, number, (a, b, c) => $"({a}) in (({b}), < ({c}), [({b})..({c})])"),
        Gen.Select(day, day, day, (a, b, c) => $"({a}) in [({b})..({c}))"),
        Gen.Select(number, list, (a, b) => $"({a}) in ({b})"),
        Gen.Select(Gen.OneOf("some", "every"), list, number, Relation, (q, a, b, o) => $"{q} i in ({a}) satisfies i {o} ({b})"),
        Gen.Select(Gen.OneOf("some", "every"), list, condition, (q, a, b) => $"{q} i in ({a}), j in [i, 1] satisfies i = j or ({b})"),
        Gen.Select(Gen.OneOf("all", "any"), list, (f, a) => $"{f}({a})"),
        Gen.Select(list, number, (a, b) => $"list contains({a}, {b})"),
        Gen.Select(Gen.OneOf("before", "is", "coincides"), day, day, (f, a, b) => $"{f}({a}, {b})"),
        Gen.Select(any, Gen.OneOf("number", "list<Any>", "date", "context"), (a, t) => $"({a}) instance of {t}"));

    private static Gen<string> Days(Gen<string> condition, Gen<string> day, Gen<string> list) => Gen.OneOf(
        Gen.Select(day, Gen.OneOf("+", "-"), Gen.OneOf("@\"P1Y\"", "@\"P1M\"", "@\"P1D\"", "@\"-P3D\""), (a, o, b) => $"({a}) {o} {b}"),
        Gen.Select(condition, day, day, (a, b, c) => $"if {a} then {b} else {c}"),
        Gen.Select(day, Gen.OneOf("1", "4", "n"), (a, b) => $"anniversary({a}, {b})"),
        list.Select(a => $"({a})[item instance of date][1]"));

    private static Gen<string> Lists(Gen<string> number, Gen<string> condition, Gen<string> list, Gen<string> any) => Gen.OneOf(
        Gen.Select(list, number, Relation, (a, b, o) => $"({a})[item {o} ({b})]"),
        Gen.Select(list, condition, (a, b) => $"({a})[{b}]"),
        Gen.Select(list, any, (a, b) => $"for i in ({a}) return [i, {b}, count(partial)]"),
        Gen.Select(number, (a) => $"for i in 0..({a}) return i * i"),
        Gen.Select(any, any, (a, b) => $"[{a}, {b}]"),
        Gen.Select(Gen.OneOf("reverse", "distinct values", "flatten", "sort"), list, (f, a) => $"{f}({a})"),
        Gen.Select(list, any, (a, b) => $"append({a}, {b})"),
        Gen.Select(list, (a) => $"sort({a}, function(x, y) x < y)"));

    private static Gen<string> Others(Gen<string> number, Gen<string> list, Gen<string> any) => Gen.OneOf(
        any.Select(a => $"string({a})"),
        Gen.Select(any, any, (a, b) => $"{{x: {a}, y: [x, {b}]}}.y"),
        Gen.Select(any, any, (a, b) => $"(function(x) [x, {a}])({b})"),
        Gen.Select(any, Gen.OneOf("name", "a", "year", "validTo", "start"), (a, f) => $"({a}).{f}"),
        Gen.Select(list, any, (a, b) => $"[{{a: {b}}}, {{a: 1}}][a = ({a})]"),
        Gen.Select(number, any, (a, b) => $"substring(string({b}), {a})"));

    private static Gen<string> Relation { get; } = Gen.OneOf("=", "!=", "<", "<=", ">", ">=");
}
