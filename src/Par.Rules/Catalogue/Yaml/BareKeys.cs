using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue.Yaml;

/// <summary>
/// Tells of what stands between braces without a colon: the rest of a text or number that a comma has ended, the rest of a value
/// that began with a brace or a quote, a key whose colon has no blank. The entries are left as they were meant.
/// </summary>
internal sealed partial class BareKeys(YamlText file, List<Diagnostic> problems)
{
    /// <summary>What is cut off behind so many letters is passed over.</summary>
    private const int LongestValue = 1000;

    private int _told = -1;

    /// <summary>Where the value of the last entry begins in the file.</summary>
    public int ValueStart { get; set; }

    /// <summary>True when the key was told of; false when it may be an entry like any other.</summary>
    public bool Take(List<YamlEntry> entries, YamlScalar key, int start, int end)
    {
        if (Glued.Match(key.Text) is { Success: true } glued)
        {
            var (name, value) = (glued.Groups[1], glued.Groups[2].Value);
            problems.Add(YamlTexts.NoBlank(key.At, name.Value, value));
            entries.Add(new YamlEntry(Scalar(name.Value, start), Scalar(value.Trim('"', '\''), start + glued.Groups[2].Index)));
            return true;
        }

        if (entries.Count == 0 || entries[^1].Value is YamlScalar { IsNull: true })
        {
            return false;
        }

        // A key of which nothing is said, behind a value that is whole: {id: "1", name}.
        if (_told < 0 && Key.IsMatch(key.Text) && entries[^1] is { Name: not ("vi" or "en"), Value: YamlScalar whole } && !whole.Text.Contains('(', StringComparison.Ordinal)
            && file.Text.AsSpan(0, start).TrimEnd()[^1] == ',')
        {
            return false;
        }

        if (_told >= 0 && end - ValueStart > LongestValue)
        {
            return true;
        }

        var last = entries[^1];
        var written = file.Text[ValueStart..end];
        var meant = last.Value is YamlScalar { IsPlain: false } quoted ? quoted.Text + written[LastQuote(written)..].TrimStart('"', '\'') : written;
        var (isNumber, digits) = (Thousands.IsMatch(written), written.Replace(",", "", StringComparison.Ordinal));
        var isText = last.Value is YamlScalar or YamlMap { IsFlow: true, Entries: [{ Value: YamlScalar { IsNull: true } }] };
        var afterComma = file.Text.AsSpan(0, start).TrimEnd()[^1] == ',';
        Tell(
            !afterComma ? YamlTexts.ValueGoesOn(last.Value.At, file.Text[ValueStart], file.Text.AsSpan(0, start).TrimEnd()[^1], written)
            : !isText ? null
            : isNumber ? YamlTexts.CommaInNumber(last.Value.At, written, digits)
            : YamlTexts.CommaInText(key.At, last.Name, meant));
        if (!afterComma || (isText && last.Value is not YamlScalar { IsPlain: false }))
        {
            entries[^1] = last with { Value = Scalar(isNumber ? digits : written, ValueStart) };
        }

        return _told >= 0;
    }

    /// <summary>Says that an entry with a colon follows: what comes after it is another's.</summary>
    public void Next(int valueStart) => (ValueStart, _told) = (valueStart, -1);

    /// <summary>A value that is cut several times is told of once, as a whole.</summary>
    private void Tell(Diagnostic? diagnostic)
    {
        if (diagnostic is null)
        {
            return;
        }

        if (_told >= 0)
        {
            problems[_told] = diagnostic with { At = problems[_told].At };
            return;
        }

        _told = problems.Count;
        problems.Add(diagnostic);
    }

    private static int LastQuote(string written) => written.LastIndexOfAny(['"', '\'']) is >= 0 and var at ? at : written.Length;

    private YamlScalar Scalar(string text, int start) =>
        new(SourceText.Mapped(text, offset => file.PositionAt(start + offset)), file.PositionAt(start), isNull: false, isPlain: true);

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9]*):(?!//)([^ ].*)$")]
    private static partial Regex Glued { get; }

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex Key { get; }

    [GeneratedRegex("^-?[0-9]{1,3}(,[0-9]{3})+$")]
    private static partial Regex Thousands { get; }
}
