namespace Par.Worker.Tests.Cli;

/// <summary>What a person sees who learns FEEL by trying.</summary>
public sealed class FeelVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("par-feel-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("1 + 2", "3", "number")]
    [InlineData("\"Gia \" + \"Hân\"", "\"Gia Hân\"", "string")]
    [InlineData("@\"2024-02-29\" + @\"P1Y\"", "@\"2025-02-28\"", "date")]
    [InlineData("[1, 2, 3][item > 1]", "[2, 3]", "list<number>")]
    [InlineData("[]", "[]", "list<Any>")]
    [InlineData("{a: 1, b: [true]}", "{a: 1, b: [true]}", "context<a: number, b: list<boolean>>")]
    [InlineData("[1, 2][3]", "null", "number")]
    [InlineData("-3 + 1", "-2", "number")]
    [InlineData("today() = today", "true", "boolean")]
    public async Task It_prints_the_value_and_its_type(string expression, string value, string type)
    {
        var (code, said, error) = await Feel(expression);

        Assert.Equal((0, $"{value}\ntype: {type}", ""), (code, said, error));
    }

    [Fact]
    public async Task Every_problem_has_its_line_and_a_caret_under_its_place()
    {
        var (code, said, _) = await Feel("agee(@\"2020-02-29\", todya) < 6\n  and upper case(3) = \"A\"");

        Assert.Equal(1, code);
        Assert.Equal(
            """
            expression:1:1: error PAR203: there is no function 'agee'. Did you mean 'age'?
              agee(@"2020-02-29", todya) < 6
              ^
            expression:1:21: error PAR201: nothing here is called 'todya'. Did you mean 'today'?
              agee(@"2020-02-29", todya) < 6
                                  ^
            expression:2:18: error PAR205: upper case() takes a string as 'string', and this is a number. Put it between double quotes, or turn it into a text with string(...).
                and upper case(3) = "A"
                               ^
            """,
            said);
    }

    [Theory]
    [InlineData("given.json", "{\"subject\": {\"name\": \"An\", \"born\": \"2020-02-29\"}, \"limit\": 6}")]
    [InlineData("given.feel", "{subject: {name: \"An\", born: @\"2020-02-29\"}, limit: 2 * 3}")]
    [InlineData("given.yaml", "subject:\n  name: An\n  born: 2020-02-29\nlimit: 6\n")]
    public async Task The_values_come_from_JSON_a_FEEL_context_or_YAML(string name, string text)
    {
        Write(name, text);

        var (code, said, error) = await Feel("subject.name + \" is \" + string(age(date(subject.born), @\"2026-02-28\")) + \" of \" + string(limit)", "--context", name);

        Assert.Equal((0, "\"An is 5 of 6\"\ntype: string", ""), (code, said, error));
    }

    [Fact]
    public async Task In_YAML_what_is_quoted_is_a_text_and_what_is_not_is_what_it_looks_like()
    {
        Write("given.yaml", "all: [2024-07-01, \"2024-07-01\", 08:30, 2024-07-01T08:30:00+07:00, 7.5, \"7\", true, null, An Khê]\n");

        var (_, said, _) = await Feel("all", "--context", "given.yaml");

        Assert.StartsWith("[@\"2024-07-01\", \"2024-07-01\", @\"08:30:00\", @\"2024-07-01T08:30:00+07:00\", 7.5, \"7\", true, null, \"An Khê\"]\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_registry_answered_for_makes_unknown_unless_the_rest_settles_it()
    {
        Write("given.yaml", "limit: 1\n");

        Assert.Equal("false\ntype: boolean", (await Feel("insured and limit > 2", "--unknown", "insured", "--context", "given.yaml")).Said);
        Assert.StartsWith("unknown(", (await Feel("insured and covered", "--unknown", "insured, covered")).Said, StringComparison.Ordinal);
        Assert.StartsWith("unknown(", (await Feel("insured and limit < 2", "--unknown", "insured", "--context", "given.yaml")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        Assert.Equal((1, "", "There is no file 'none.json': check the path after --context."), await Feel("1", "--context", "none.json"));
        Assert.Equal((1, "", "'.' is a folder: name a JSON, YAML or FEEL file."), await Feel("1", "--context", "."));
    }

    [Fact]
    public async Task What_is_wrong_in_the_file_is_shown_in_the_file()
    {
        Write("bad.json", "{\"limit\": 6,\n \"name\": An}");
        Assert.Equal(
            (1, "bad.json:2:10: error PAR201: nothing here is called 'An'. Name a variable of the rule, or put a text between double quotes.\n   \"name\": An}\n           ^", ""),
            await Feel("1", "--context", "bad.json"));

        Write("list.yaml", "- 1\n- 2\n");
        Assert.Equal(
            (1, "list.yaml:1:1: error PAR007: the file needs one map of names and values, and here is a list. Write one map of names and values.\n  - 1\n  ^", ""),
            await Feel("1", "--context", "list.yaml"));

        Write("february.yaml", "born: 2024-02-30\n");
        Assert.Equal((1, "february.yaml:1:7: error PAR008: '2024-02-30' is not a day. Write year-month-day, such as 2024-07-01.\n  born: 2024-02-30\n        ^", ""), await Feel("1", "--context", "february.yaml"));

        Write("twice.yaml", "a: 1\na: 2\n");
        Assert.StartsWith("twice.yaml:2:1: error ", (await Feel("1", "--context", "twice.yaml")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_without_end_is_stopped_and_shown()
    {
        var (code, said, _) = await Feel("count(for i in 1..1000000, j in 1..1000000 return i)");

        Assert.Equal(1, code);
        Assert.Equal(
            "expression:1:7: the expression took more steps than it may. Look for loops within loops over long lists.\n"
            + "  count(for i in 1..1000000, j in 1..1000000 return i)\n        ^",
            said);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private async Task<(int Code, string Said, string Error)> Feel(params string[] words) =>
        await WorkerProcess.Run(folder.FullName, null, ["feel", .. words]);
}
