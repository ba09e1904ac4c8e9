using System.Globalization;
using System.Text;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// What several rules of one life event ask alike, word for word, and what takes some work: a look through a list, a reckoning with days. Machine code works it
/// out once for each event, when the first of them asks.
/// </summary>
internal sealed class Alike
{
    private readonly Dictionary<string, List<Node>> _byWords = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, int> _places = new(ReferenceEqualityComparer.Instance);

    private Alike(IEnumerable<(Node Root, HashSet<int> Own)> tests)
    {
        foreach (var (root, own) in tests)
        {
            Find(root, own);
        }

        foreach (var alike in _byWords.Values.Where(nodes => nodes.Count > 1))
        {
            foreach (var node in alike)
            {
                _places[node] = Count;
            }

            Count++;
        }
    }

    /// <summary>How many such things there are.</summary>
    public int Count { get; }

    public static Alike In(IEnumerable<FusedRule> rules) => new(rules.SelectMany(rule => rule.Tests.Select(test => (test.Root, rule.Own))));

    /// <summary>The same for conditions that speak of no name of a rule.</summary>
    public static Alike In(IEnumerable<Node> tests) => new(tests.Select(test => (test, new HashSet<int>())));

    /// <summary>The place of what this part asks among all that is asked more than once; below zero when it is asked once only.</summary>
    public int PlaceOf(Node node) => _places.TryGetValue(node, out var place) ? place : -1;

    // Within something that is asked more than once nothing needs to be looked for again.
    private void Find(Node node, HashSet<int> own)
    {
        if (IsWork(node) && Words(node, own) is { } words)
        {
            if (_byWords.TryGetValue(words, out var known))
            {
                known.Add(node);
                return;
            }

            _byWords[words] = [node];
        }

        foreach (var child in node is Compared compared && LastDayTest.Of(compared) is { } test ? [test.From, test.On] : node.Children)
        {
            Find(child, own);
        }
    }

    private static bool IsWork(Node node) => node switch
    {
        Quantified => TestEmitter.IsOwn(node),
        BuiltInCall call => Calls.Find(call) is { Gives: not Raw.Number },
        Arithmetic arithmetic => Raws.Of(arithmetic) == Raw.Day && Raws.Of(arithmetic.Right) == Raw.Months,
        _ => false,
    };

    /// <summary>The words of a part; null when it speaks of a name that only its rule, or a loop around it, gives, or calls a function that is a value.</summary>
    /// <param name="node">The part.</param>
    /// <param name="own">The places of the names that its rule gives.</param>
    public static string? Words(Node node, HashSet<int> own)
    {
        var text = new StringBuilder();
        var within = node.AndAllWithin.OfType<Quantified>().SelectMany(quantified => quantified.Iterations).Select(iteration => iteration.Local).ToHashSet();
        return Add(text, node, own, within) ? text.ToString() : null;
    }

    private static bool Add(StringBuilder text, Node node, HashSet<int> own, HashSet<int> within)
    {
        var isKnown = node switch
        {
            SlotName slot => !own.Contains(slot.Slot),
            LocalName local => within.Contains(local.Local),
            Constant constant => constant.Value.Kind is ValueKind.Null or ValueKind.Boolean or ValueKind.Number or ValueKind.String or ValueKind.Date
                or ValueKind.DaysAndTime or ValueKind.YearsAndMonths,
            PathTo or Arithmetic or Compared or Between or Meets or Joined or Quantified or BuiltInCall => true,
            _ => false,
        };
        text.Append('(').Append(node.GetType().Name).Append(' ').Append(SharedCode.Detail(node)).Append(' ').Append(Detail(node));
        return isKnown && node.Children.All(child => Add(text, child, own, within)) && text.Append(')').Length > 0;
    }

    private static string Detail(Node node) => node switch
    {
        Constant constant => $"{constant.Value.Kind} {constant.Value}",
        PathTo { Shape: { } shape } => shape.Name,
        Meets meets => string.Join(' ', meets.Tests.Select(SharedCode.Detail)),
        BuiltInCall call => call.Arguments.Length.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
