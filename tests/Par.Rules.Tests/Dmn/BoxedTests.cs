using Par.Rules.Feel;

namespace Par.Rules.Tests.Dmn;

/// <summary>Boxed expressions of every kind.</summary>
public sealed class BoxedTests
{
    private static readonly string One = Model.Literal("1");

    public static TheoryData<string, string> Boxes() => new()
    {
        { Model.Literal("a + 1"), "3" },
        { Model.Literal("[1, 2, 3][\"no condition\"]"), "null" },
        { Model.Literal("[{n: 1}, {m: 5}][m > a]"), "[{m: 5}]" },
        { Model.Literal("[{item: 1}, {n: 2}, 3][item >= 1]"), "[{item: 1}, 3]" },
        { $"<list>{One}{Model.Literal("a")}</list>", "[1, 2]" },
        { $"<relation><column name=\"x\"/><column name=\"y\"/><row>{One}{Model.Literal("a")}</row></relation>", "[{x: 1, y: 2}]" },
        { $"<context><contextEntry><variable name=\"the x\"/>{One}</contextEntry><contextEntry>{Model.Literal("the x + a")}</contextEntry></context>", "3" },
        { $"<context><contextEntry><variable name=\"x\"/>{One}</contextEntry><contextEntry><variable name=\"y\"/>{Model.Literal("x + a")}</contextEntry></context>", "{x: 1, y: 3}" },
        { $"<conditional><if>{Model.Literal("a > 1")}</if><then>{One}</then><else>{Model.Literal("0")}</else></conditional>", "1" },
        { $"<filter><in>{Model.Literal("[{n: 1}, {n: 5}]")}</in><match>{Model.Literal("item.n > a and n > a")}</match></filter>", "[{n: 5}]" },
        { $"<filter><in>{Model.Literal("[{n: 1}, {m: 5}, {n: 5}]")}</in><match>{Model.Literal("item.n > a")}</match></filter>", "[{n: 5}]" },
        { $"<filter><in>{Model.Literal("[1, 2]")}</in><match>{Model.Literal("\"no condition\"")}</match></filter>", "null" },
        { $"<some iteratorVariable=\"i\"><in>{Model.Literal("[null, 2]")}</in><satisfies>{Model.Literal("i >= a")}</satisfies></some>", "true" },
        { $"<every iteratorVariable=\"i\"><in>{Model.Literal("[null, 2]")}</in><satisfies>{Model.Literal("i >= a")}</satisfies></every>", "null" },
        { $"<for iteratorVariable=\"i\"><in>{Model.Literal("[1..3]")}</in><return>{Model.Literal("i * a + count(partial)")}</return></for>", "[2, 5, 8]" },
        { $"<some iteratorVariable=\"i\"><in>{Model.Literal("[1, 2]")}</in><satisfies>{Model.Literal("i = a")}</satisfies></some>", "true" },
        { $"<every iteratorVariable=\"i\"><in>{Model.Literal("[1, 2]")}</in><satisfies>{Model.Literal("i = a")}</satisfies></every>", "false" },
        { Calling($"<functionDefinition><formalParameter name=\"n\" typeRef=\"number\"/>{Model.Literal("if n <= 1 then 1 else n * f(n - 1)")}</functionDefinition>", "5"), "120" },
        { Calling($"<functionDefinition><formalParameter name=\"n\" typeRef=\"number\"/>{Model.Literal("n")}</functionDefinition>", "\"five\""), "null" },
    };

    [Theory]
    [MemberData(nameof(Boxes))]
    public void A_box_gives_its_value(string logic, string expected) => Assert.Equal(expected, Model.Deciding(logic).Decide("{a: 2}"));

    [Theory]
    [MemberData(nameof(Boxes))]
    public void A_box_gives_the_same_compiled(string logic, string expected)
    {
        var model = Model.Deciding(logic);
        model.RunsBeforeCompiling = 0;

        Assert.Equal(expected, model.Decide("{a: 2}"));
    }

    [Fact]
    public void A_function_that_never_ends_meets_the_limit()
    {
        var model = Model.Deciding(Calling($"<functionDefinition><formalParameter name=\"n\"/>{Model.Literal("f(n)")}</functionDefinition>", "1"));

        Assert.Equal(FeelLimit.Nesting, Assert.Throws<FeelLimitException>(() => model.Decide()).Limit);
    }

    [Fact]
    public void A_loop_within_a_loop_spends_steps()
    {
        var inner = $"<for iteratorVariable=\"j\"><in>{Model.Literal("[1..2000]")}</in><return>{One}</return></for>";
        var model = Model.Deciding($"<for iteratorVariable=\"i\"><in>{Model.Literal("[1..2000]")}</in><return>{inner}</return></for>");

        Assert.Equal(FeelLimit.Steps, Assert.Throws<FeelLimitException>(() => model.Decide()).Limit);
    }

    private static string Calling(string function, string argument) =>
        $"<context><contextEntry><variable name=\"f\"/>{function}</contextEntry><contextEntry><invocation>{Model.Literal("f")}"
        + $"<binding><parameter name=\"n\"/>{Model.Literal(argument)}</binding></invocation></contextEntry></context>";
}
