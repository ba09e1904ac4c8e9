using Par.Rules.Diagnostics;

namespace Par.Rules.Dmn.Reading;

/// <summary>One element of an XML file that knows its place; only elements of the file's own language are kept.</summary>
internal sealed class XmlPart(string name, SourcePosition at, IReadOnlyDictionary<string, string> attributes)
{
    private readonly List<XmlPart> _parts = [];

    public string Name => name;

    public SourcePosition At => at;

    public IReadOnlyList<XmlPart> Parts => _parts;

    /// <summary>The text directly within the element, every character with its place in the file.</summary>
    public SourceText Text { get; set; } = SourceText.Plain("", at);

    public IEnumerable<string> AttributeNames => attributes.Keys;

    public string? this[string attribute] => attributes.GetValueOrDefault(attribute);

    public void Add(XmlPart part) => _parts.Add(part);

    public XmlPart? First(string wanted) => _parts.Find(part => part.Name == wanted);

    public IEnumerable<XmlPart> All(string wanted) => _parts.Where(part => part.Name == wanted);
}
