using Par.Rules.Diagnostics;
using Par.Rules.Dmn;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Dmn;

/// <summary>Models written out in a test.</summary>
internal static class Model
{
    public const string Newest = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    public static DmnFile File(string parts, string language = Newest, string space = "test", string path = "test.dmn") =>
        new(path, $"<definitions xmlns=\"{language}\" name=\"test\" namespace=\"{space}\">\n{parts}\n</definitions>");

    public static DmnModel Read(string parts, params IEnumerable<DmnFile> others)
    {
        var reading = DmnReader.Read(File(parts), others);
        Assert.Equal("", string.Join(Environment.NewLine, reading.Diagnostics));
        return reading.Model!;
    }

    /// <summary>What is wrong with a model, without its code.</summary>
    public static string Wrong(string parts, params IEnumerable<DmnFile> others) => Wrong(File(parts), others);

    public static string Wrong(DmnFile file, params IEnumerable<DmnFile> others)
    {
        var reading = DmnReader.Read(file, others);
        Assert.Null(reading.Model);
        return string.Join('\n', reading.Diagnostics);
    }

    /// <summary>A model of one decision 'd' with the given logic, which may speak of the inputs a and b, or of others of one letter.</summary>
    public static DmnModel Deciding(string logic, string more = "", string type = "", string inputs = "ab") => Read($"""
        {string.Concat(inputs.Select(input => $"<inputData id=\"{input}\" name=\"{input}\"/>"))}{more}
        <decision id="d" name="d"><variable name="d"{type}/>
        {Requiring(inputs[..1])}
        {Requiring(inputs[1..])}
        {logic}</decision>
        """);

    private static string Requiring(string inputs) =>
        string.Concat(inputs.Select(input => $"<informationRequirement><requiredInput href=\"#{input}\"/></informationRequirement>"));

    public static string Literal(string text) => $"<literalExpression><text>{text.Replace("<", "&lt;", StringComparison.Ordinal)}</text></literalExpression>";

    /// <summary>The value of 'd', written as FEEL.</summary>
    public static string Decide(this DmnModel model, string inputs = "{}", string decision = "d") => model.Answer(inputs, decision).Value.ToString();

    public static DmnAnswer Answer(this DmnModel model, string inputs = "{}", string decision = "d") =>
        model.Decide(decision, Context(inputs)) ?? throw new InvalidOperationException($"There is no decision '{decision}'.");

    public static FeelContext Context(string written) =>
        Par.Rules.Feel.Feel.Read(SourceText.Bare(written), Scope.AsInDmn).Expression!.Interpret(new Frame(0)).AsContext;
}
