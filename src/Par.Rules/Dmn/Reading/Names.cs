using Par.Rules.Diagnostics;

namespace Par.Rules.Dmn.Reading;

/// <summary>Names as models write them.</summary>
internal static class Names
{
    /// <summary>The name with single spaces.</summary>
    public static string Single(string written) =>
        string.Join(' ', written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();

    /// <summary>The name of an element; null, with a diagnostic, when it has none.</summary>
    public static string? Of(XmlPart part, List<Diagnostic> diagnostics)
    {
        if (part["name"] is { } name && !string.IsNullOrWhiteSpace(name))
        {
            return Single(name);
        }

        diagnostics.Add(DmnTexts.MissingAttribute(part.At, part.Name, "name"));
        return null;
    }
}
