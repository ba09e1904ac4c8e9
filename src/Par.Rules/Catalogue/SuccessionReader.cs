using System.Globalization;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue;

/// <summary>Reads what became of areas that have ended, after all areas have been read.</summary>
internal sealed class SuccessionReader(CatalogueReading reading, AgencyReader agencies)
{
    private const string ListedIn = "'areas' of a catalogue file";

    private static readonly Dictionary<string, int> Kinds =
        new(StringComparer.Ordinal) { ["merge"] = 0, ["split"] = 1, ["rename"] = 2, ["transfer"] = 3 };

    private readonly Dictionary<string, Succession> _successions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlScalar> _written = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Succession> Successions => _successions;

    public void Read(YamlNode node)
    {
        if (MapReader.Of(node, CatalogueKeys.Succession, reading.Problems) is not { } entry)
        {
            return;
        }

        var written = entry.RequiredScalar("from");
        var from = reading.Listed(agencies.Areas, written, "area", ListedIn);
        entry.OneOf("kind", Kinds);
        var kind = entry.RequiredText("kind");
        var on = entry.RequiredDay("on");
        var provenance = reading.Provenance(entry, $"the succession of '{written?.Text}'");
        var to = Successors(entry, on);
        if (from is null || kind is null || on is not { } day || to.Count == 0 || !reading.Take("succession of", written!))
        {
            return;
        }

        CheckDay(written!, from, day);
        CheckCount(written!, kind, to.Count);
        _written.Add(from.Id, written!);
        _successions.Add(from.Id, new Succession { From = from.Id, To = to, Kind = kind, On = day, Provenance = provenance });
    }

    /// <summary>Reports each area that comes back to itself through its successors.</summary>
    public void CheckCircles()
    {
        foreach (var (area, written) in _written)
        {
            if (ComesBack(area))
            {
                reading.Problems.Add(CatalogueTexts.SucceedsItself(written.At, area));
            }
        }
    }

    private List<string> Successors(MapReader entry, DateOnly? on)
    {
        var areas = new List<string>();
        foreach (var node in entry.RequiredList("to"))
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'to'", "a text", node.Kind));
            }
            else if (reading.Listed(agencies.Areas, written, "area", ListedIn) is { } area)
            {
                areas.Add(area.Id);
                if (on is { } day && (area.From > day || area.Until < day))
                {
                    reading.Problems.Add(CatalogueTexts.SuccessorNotThere(written.At, area.Id, Iso(day)));
                }
            }
        }

        return areas;
    }

    private void CheckDay(YamlScalar written, Area from, DateOnly on)
    {
        if (from.Until is not { } until)
        {
            reading.Problems.Add(CatalogueTexts.PredecessorGoesOn(written.At, from.Id, Iso(on.AddDays(-1))));
        }
        else if (until.AddDays(1) != on)
        {
            reading.Problems.Add(CatalogueTexts.SuccessionOnOtherDay(written.At, from.Id, Iso(until), Iso(on), Iso(until.AddDays(1))));
        }
    }

    private void CheckCount(YamlScalar written, string kind, int count)
    {
        if (kind == "split" && count == 1)
        {
            reading.Problems.Add(CatalogueTexts.SplitIntoOne(written.At, written.Text));
        }
        else if (kind is "merge" or "rename" && count > 1)
        {
            reading.Problems.Add(CatalogueTexts.SeveralSuccessors(written.At, kind, written.Text, count));
        }
    }

    private bool ComesBack(string area)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(_successions[area].To);
        while (next.TryDequeue(out var successor))
        {
            if (successor == area)
            {
                return true;
            }

            if (seen.Add(successor) && _successions.TryGetValue(successor, out var succession))
            {
                succession.To.ToList().ForEach(next.Enqueue);
            }
        }

        return false;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
