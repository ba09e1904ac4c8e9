using System.Text.RegularExpressions;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>What came of reading a file of values: the values, or everything that is wrong with the file.</summary>
/// <param name="Values">The named values; null when there is any diagnostic.</param>
/// <param name="Diagnostics">Everything that is wrong, in the order of the file.</param>
public sealed record GivenReading(FeelContext? Values, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Reads values that someone gives an expression to try it on. A file that begins with a brace is a FEEL context, and JSON is
/// one; any other is YAML, where <c>2024-07-01</c> is a day, <c>75</c> a number, <c>true</c> a truth, and what is quoted a text.
/// </summary>
public static partial class GivenValues
{
    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">The file as the person named it; diagnostics repeat it.</param>
    /// <param name="text">What the file holds.</param>
    public static GivenReading Read(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        var file = new YamlText(path, text);
        return file.Text.TrimStart().StartsWith('{') ? OfFeel(file) : OfYaml(file);
    }

    private static GivenReading OfFeel(YamlText file)
    {
        var reading = Feel.Feel.Read(SourceText.Mapped(file.Text, file.PositionAt), Scope.Empty);
        if (reading.Expression is not { } expression)
        {
            return new GivenReading(null, reading.Diagnostics);
        }

        var value = expression.Interpret(new Frame(Scope.Empty));
        return value.Kind == ValueKind.Context
            ? new GivenReading(value.AsContext, [])
            : new GivenReading(null, [YamlTexts.WrongKind(file.PositionAt(0), "the file", "one map of names and values", $"a {expression.Type}")]);
    }

    private static GivenReading OfYaml(YamlText file)
    {
        var problems = new List<Diagnostic>();
        var documents = YamlReader.Read(file, problems);
        if (problems.Count == 0 && documents is not [YamlMap])
        {
            var kind = documents.Count == 0 ? "nothing" : documents.Count > 1 ? $"{documents.Count} documents" : documents[0].Kind;
            problems.Add(YamlTexts.WrongKind(file.PositionAt(0), "the file", "one map of names and values", kind));
        }

        if (problems.Count > 0)
        {
            return new GivenReading(null, problems);
        }

        var values = Of(documents[0], problems).AsContext;
        return problems.Count > 0 ? new GivenReading(null, problems) : new GivenReading(values, []);
    }

    private static Value Of(YamlNode node, List<Diagnostic> problems) => node switch
    {
        YamlMap map => Value.Of(FeelContext.Of(map.Entries.Select(entry => new KeyValuePair<string, Value>(entry.Name, Of(entry.Value, problems))))),
        YamlList list => Value.Of(new FeelList([.. list.Items.Select(item => Of(item, problems))])),
        YamlScalar { IsNull: true } => Value.Null,
        YamlScalar { IsPlain: true } plain => OfPlain(plain, problems),
        _ => Value.Of(((YamlScalar)node).Text),
    };

    private static Value OfPlain(YamlScalar plain, List<Diagnostic> problems)
    {
        var text = plain.Text;
        if (LooksLikeADay().IsMatch(text) && Plain.Day(text) is null)
        {
            problems.Add(YamlTexts.NotADay(plain.At, text));
            return Value.Null;
        }

        if (text is "true" or "false")
        {
            return Value.Of(text == "true");
        }

        return Plain.Number(text) is { } number ? Value.Of(number)
            : Plain.Day(text) is { } day ? Value.Of(day)
            : Plain.Time(text) is { } time ? Value.Of(FeelTime.Of(time))
            : Plain.Moment(text) is { } moment ? Value.Of(moment)
            : Value.Of(text);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeADay();
}
