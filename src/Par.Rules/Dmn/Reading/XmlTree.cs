using System.Text.RegularExpressions;
using System.Xml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Dmn.Reading;

/// <summary>
/// Reads an XML file that may come from anywhere: without DTDs and outside resources, and only up to a size and a depth.
/// </summary>
internal sealed partial class XmlTree
{
    private const int LongestFile = 16_000_000;
    private const int DeepestNesting = 120;
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly DmnFile _file;
    private readonly XmlSource _source;
    private readonly Stack<(XmlPart Part, XmlSource.Pieces Text)> _open = new();
    private string? _language;
    private XmlPart? _root;
    private int? _foreign;

    private XmlTree(DmnFile file)
    {
        _file = file;
        _source = new XmlSource(file);
    }

    /// <summary>The outermost element and the namespace it is in; null when the file cannot be read, and then why.</summary>
    public static (XmlPart Root, string Language)? Read(DmnFile file, List<Diagnostic> diagnostics)
    {
        // Some editors mark the byte order.
        file = file.Text is ['\uFEFF', .. var unmarked] ? file with { Text = unmarked } : file;
        if (file.Text.Length > LongestFile)
        {
            diagnostics.Add(DmnTexts.TooLarge(new SourcePosition(file.Path, 1, 1), LongestFile));
            return null;
        }

        if (Unreadable(file) is { } unreadable)
        {
            diagnostics.Add(unreadable);
            return null;
        }

        var tree = new XmlTree(file);
        try
        {
            return tree.Read(diagnostics) ? (tree._root!, tree._language!) : null;
        }
        catch (XmlException wrong)
        {
            var at = new SourcePosition(file.Path, Math.Max(1, wrong.LineNumber), Math.Max(1, wrong.LinePosition));
            var isDtd = file.Text.Contains("<!DOCTYPE", StringComparison.Ordinal) && tree._root is null && tree._open.Count == 0;
            diagnostics.Add(isDtd ? DmnTexts.HasDtd(PositionOf(file, file.Text.IndexOf("<!DOCTYPE", StringComparison.Ordinal)))
                : RawSign(file, at) ?? DmnTexts.NotXml(at, Reason(wrong)));
            return null;
        }
    }

    // What no reader of XML has good words for.
    private static Diagnostic? Unreadable(DmnFile file)
    {
        var text = file.Text;
        var strange = text.AsSpan().IndexOfAny('\0', '\uFFFD');
        if (strange >= 0)
        {
            return DmnTexts.OtherEncoding(PositionOf(file, strange));
        }

        var start = text.Length - text.TrimStart().Length;
        return start == text.Length ? DmnTexts.Empty(new SourcePosition(file.Path, 1, 1))
            : text[start] != '<' ? DmnTexts.NoMarkup(PositionOf(file, start), text[start..Math.Min(text.Length, start + 20)].Split('\n')[0].Trim())
            : null;
    }

    private static SourcePosition PositionOf(DmnFile file, int offset) => SourceText.Plain(file.Text, new SourcePosition(file.Path, 1, 1)).PositionAt(offset);

    // A comparison or an '&' that was typed into the file itself, not into the tool that writes it.
    private static Diagnostic? RawSign(DmnFile file, SourcePosition at)
    {
        var lines = file.Text.Split('\n');
        if (at.Line > lines.Length)
        {
            return null;
        }

        var line = lines[at.Line - 1];
        var from = Math.Min(at.Column - 1, line.Length - 1);
        for (var i = from; i >= 0 && i >= from - 12; i--)
        {
            var after = line.AsSpan(i + 1);
            if ((line[i] == '<' && after is [' ' or '=' or '"' or (>= '0' and <= '9'), ..]) || (line[i] == '&' && !Entity().IsMatch(after)))
            {
                return DmnTexts.RawSign(at with { Column = i + 1 }, line[i], line[i] == '<' ? "&lt;" : "&amp;");
            }
        }

        // A tag that opens within a tag: the one before it is none.
        var opened = line.LastIndexOf('<', Math.Max(0, from - 1));
        return from > 0 && line[from] == '<' && opened >= 0 && line.IndexOf('>', opened) is var end && (end < 0 || end > from) ? DmnTexts.RawSign(at with { Column = opened + 1 }, '<', "&lt;") : null;
    }

    [GeneratedRegex("^(lt|gt|amp|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    // The place is said once, in front.
    private static string Reason(XmlException wrong) =>
        wrong.Message.Replace($" Line {wrong.LineNumber}, position {wrong.LinePosition}.", "", StringComparison.Ordinal);

    private bool Read(List<Diagnostic> diagnostics)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        using var reader = XmlReader.Create(new StringReader(_file.Text), settings);
        while (reader.Read())
        {
            if (reader.Depth > DeepestNesting)
            {
                diagnostics.Add(DmnTexts.TooDeep(At(reader)));
                return false;
            }

            if (_foreign is { } depth)
            {
                // Diagrams and extensions of tools.
                _foreign = reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth ? null : depth;
            }
            else if (reader.NodeType == XmlNodeType.Element && _language is not null && reader.NamespaceURI != _language)
            {
                _foreign = reader.IsEmptyElement ? null : reader.Depth;
            }
            else
            {
                Take(reader);
            }
        }

        return true;
    }

    private void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                _language ??= reader.NamespaceURI;
                Open(reader);
                break;
            case XmlNodeType.EndElement:
                Close();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when _open.Count > 0:
                var line = (IXmlLineInfo)reader;
                _open.Peek().Text.Add(reader.Value, line.LineNumber, line.LinePosition, reader.NodeType == XmlNodeType.CDATA);
                break;
            default:
                break;
        }
    }

    private void Open(XmlReader reader)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = At(reader);
        var (name, isEmpty) = (reader.LocalName, reader.IsEmptyElement);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI.Length == 0 || reader.NamespaceURI == Instance)
            {
                attributes[reader.LocalName] = reader.Value;
            }
        }

        reader.MoveToElement();
        var part = new XmlPart(name, at, attributes);
        if (_open.Count > 0)
        {
            _open.Peek().Part.Add(part);
        }

        _root ??= part;
        _open.Push((part, _source.Start()));
        if (isEmpty)
        {
            Close();
        }
    }

    private void Close()
    {
        var (part, text) = _open.Pop();
        part.Text = text.ToText(part.At);
    }

    private SourcePosition At(XmlReader reader)
    {
        var line = (IXmlLineInfo)reader;
        return new SourcePosition(_file.Path, Math.Max(1, line.LineNumber), Math.Max(1, line.LinePosition));
    }
}
