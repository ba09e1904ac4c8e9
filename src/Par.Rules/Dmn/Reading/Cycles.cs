using Par.Rules.Diagnostics;
using Par.Rules.Dmn.Running;

namespace Par.Rules.Dmn.Reading;

/// <summary>Finds elements that need themselves, and chains of needs that are too long to follow.</summary>
internal sealed class Cycles(List<Diagnostic> diagnostics)
{
    private const int LongestChain = 150;

    private readonly Dictionary<Element, int> _chains = [];

    public void Check(IEnumerable<Element> elements)
    {
        foreach (var element in elements)
        {
            if (!_chains.ContainsKey(element))
            {
                Walk(element);
            }
        }
    }

    // Without recursion, because a chain of requirements may be as long as a file.
    private void Walk(Element start)
    {
        var way = new List<(Element Element, IEnumerator<Element> Next)> { (start, start.Needs.GetEnumerator()) };
        var on = new HashSet<Element> { start };
        while (way.Count > 0)
        {
            var (element, next) = way[^1];
            if (!next.MoveNext())
            {
                way.RemoveAt(way.Count - 1);
                on.Remove(element);
                _chains[element] = 1 + element.Needs.Select(needed => _chains.GetValueOrDefault(needed)).DefaultIfEmpty(0).Max();
                if (_chains[element] == LongestChain + 1)
                {
                    diagnostics.Add(DmnTexts.LongChain(element.At, element.Name, LongestChain));
                }

                next.Dispose();
            }
            else if (on.Contains(next.Current))
            {
                var from = way.FindIndex(step => step.Element == next.Current);
                diagnostics.Add(DmnTexts.RequirementCycle(next.Current.At, way.Skip(from).Select(step => step.Element.Name).Append(next.Current.Name)));
            }
            else if (!_chains.ContainsKey(next.Current))
            {
                on.Add(next.Current);
                way.Add((next.Current, next.Current.Needs.GetEnumerator()));
            }
        }
    }
}
