namespace Par.Fuzz.Dmn;

/// <summary>Random boxed expressions of every kind, within one another down to a depth.</summary>
internal sealed class RandomBoxes(RandomFeel feel)
{
    private static readonly string[] Policies = ["UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT"];

    /// <summary>A box; it may be of any kind.</summary>
    public string Box(int depth) => depth <= 0 ? Literal(feel.Expression()) : feel.Next(0, 22) switch
    {
        < 5 => Literal(feel.Expression()),
        < 11 => Table(),
        11 => Context(depth),
        12 => $"<list{feel.Type()}>{Many(0, 3, () => Box(depth - 1))}</list>",
        13 => Relation(depth),
        14 => Invocation(depth),
        15 => $"<functionDefinition{feel.Type()}>{Parameters()}{Box(depth - 1)}</functionDefinition>",
        16 => $"<conditional{feel.Type()}><if>{Literal(feel.Condition())}</if><then>{Box(depth - 1)}</then><else>{Box(depth - 1)}</else></conditional>",
        17 or 18 => $"<filter{feel.Type()}><in>{Listed(depth)}</in><match>{Literal(feel.Condition())}</match></filter>",
        19 or 20 => $"<for{feel.Type()} iteratorVariable=\"i\"><in>{Listed(depth)}</in><return>{Box(depth - 1)}</return></for>",
        _ => Quantified(feel.OneOf("some", "every"), depth),
    };

    public string Parameters() => Many(0, 3, i => $"<formalParameter name=\"{(feel.OneIn(150) ? "a" : Names[i])}\"{feel.Type()}/>");

    public string Literal(string text) => $"<literalExpression{feel.Type()}{(feel.OneIn(60) ? " expressionLanguage=\"http://www.omg.org/spec/DMN/20180521/FEEL/\"" : "")}><text>{text}</text></literalExpression>";

    private static string[] Names => ["a", "c", "x", "y"];

    private string Listed(int depth) => feel.OneIn(3) ? Box(depth - 1) : Literal(feel.List());

    private string Quantified(string kind, int depth) =>
        $"<{kind}{feel.Type()} iteratorVariable=\"i\"><in>{Listed(depth)}</in><satisfies>{Literal(feel.Condition())}</satisfies></{kind}>";

    private string Context(int depth)
    {
        var entries = Many(1, 4, i => $"<contextEntry><variable name=\"{Names[i]}\"{feel.Type()}/>{Box(depth - 1)}</contextEntry>");
        return $"<context{feel.Type()}>{entries}{(feel.OneIn(2) ? $"<contextEntry>{Literal(feel.OneOf("a", "[a, a]", feel.Expression()))}</contextEntry>" : "")}</context>";
    }

    private string Relation(int depth)
    {
        var columns = feel.Next(1, 4);
        var cells = feel.OneIn(100) ? columns + 1 : columns;
        return $"<relation{feel.Type()}>{Times(columns, i => $"<column name=\"{Names[i]}\"/>")}{Many(0, 3, _ => $"<row>{Times(cells, _ => Box(feel.OneIn(4) ? depth - 1 : 0))}</row>")}</relation>";
    }

    private string Invocation(int depth) =>
        $"<invocation{feel.Type()}>{Literal(feel.OneOf("f0", "f1", "v0", "count", "m", "(function(a) a)", "im.f0"))}{Many(0, 3, i => $"<binding><parameter name=\"{Names[i]}\"/>{Box(depth - 1)}</binding>")}</invocation>";

    private string Table()
    {
        string[] columns = [.. Enumerable.Range(0, feel.Next(1, 4)).Select(_ => feel.OneIn(8) ? feel.Expression() : feel.OneOf("n", "n", "s", "m", "b", "d", "xs", "p.pension", "count(xs)"))];
        var outputs = feel.OneIn(4) ? 2 : 1;
        var policy = feel.OneOf(Policies);
        var aggregation = policy == "COLLECT" && feel.OneIn(2) ? $" aggregation=\"{feel.OneOf("SUM", "COUNT", "MIN", "MAX")}\"" : "";
        return $"<decisionTable hitPolicy=\"{policy}\"{aggregation}{feel.Type()}>{string.Concat(columns.Select(Input))}{Times(outputs, i => Output(i, outputs))}{Many(1, 7, () => Rule(columns, outputs))}</decisionTable>";
    }

    private string Input(string written)
    {
        var values = feel.OneIn(12) ? $"<inputValues><text>{feel.Tests(written)}</text></inputValues>" : "";
        return $"<input><inputExpression{feel.Type()}><text>{written}</text></inputExpression>{values}</input>";
    }

    private string Output(int place, int outputs)
    {
        var name = outputs > 1 ? $" name=\"{Names[place]}\"" : "";
        var values = feel.OneIn(2) ? $"<outputValues><text>{feel.Constants()}</text></outputValues>" : "";
        var fallback = feel.OneIn(4) ? $"<defaultOutputEntry><text>{feel.Constant()}</text></defaultOutputEntry>" : "";
        return $"<output{name}{feel.Type()}>{values}{fallback}</output>";
    }

    private string Rule(string[] columns, int outputs)
    {
        string[] tested = feel.OneIn(400) ? [.. columns, "n"] : columns;
        var tests = tested.Select(column => $"<inputEntry><text>{feel.Tests(column)}</text></inputEntry>");
        return $"<rule>{string.Concat(tests)}{Times(outputs, _ => $"<outputEntry><text>{(feel.OneIn(3) ? feel.Expression() : feel.Constant())}</text></outputEntry>")}</rule>";
    }

    private string Many(int fewest, int below, Func<string> part) => Many(fewest, below, _ => part());

    private string Many(int fewest, int below, Func<int, string> part) => Times(feel.Next(fewest, below), part);

    private static string Times(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}
