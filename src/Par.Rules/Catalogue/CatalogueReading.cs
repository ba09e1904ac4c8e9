using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue;

/// <summary>What the readers of the catalogue's parts share: the problems found, the files' default source, and the names taken.</summary>
internal sealed class CatalogueReading(List<Diagnostic> problems)
{
    private readonly Dictionary<(string What, string Name), SourcePosition> _taken = [];

    public List<Diagnostic> Problems { get; } = problems;

    /// <summary>Source and checked-on day stated at the top of the file that is being read.</summary>
    public Provenance? FileProvenance { get; set; }

    public Provenance Provenance(MapReader entry, string what)
    {
        var source = entry.Text("source");
        var day = entry.Day("checked");
        if (source is not null)
        {
            return new Provenance(source, day);
        }

        if (FileProvenance is null)
        {
            Problems.Add(CatalogueTexts.NoSource(entry.At, what));
        }

        return FileProvenance ?? new Provenance("", day);
    }

    /// <summary>True when the name was free; otherwise the second use is reported.</summary>
    public bool Take(string what, YamlScalar name)
    {
        if (_taken.TryAdd((what, name.Text), name.At))
        {
            return true;
        }

        Problems.Add(CatalogueTexts.ListedTwice(name.At, what, name.Text, _taken[(what, name.Text)]));
        return false;
    }

    /// <summary>The entry of that name, or null after reporting that there is none.</summary>
    public T? Listed<T>(IReadOnlyDictionary<string, T> among, YamlScalar? written, string what, string listedIn)
        where T : class
    {
        if (written is null)
        {
            return null;
        }

        if (among.TryGetValue(written.Text, out var found))
        {
            return found;
        }

        Problems.Add(CatalogueTexts.Unlisted(written.At, what, written.Text, listedIn, Nearest.Name(written.Text, among.Keys)));
        return null;
    }
}
