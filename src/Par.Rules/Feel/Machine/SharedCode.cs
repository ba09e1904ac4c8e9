using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// Rules that differ in their constants only share their machine code: what differs is kept beside it. A book of a thousand rules
/// is a few dozen pieces of machine code then, which the processor can keep at hand.
/// </summary>
internal sealed class SharedCode
{
    private readonly ConcurrentDictionary<string, DynamicMethod> _methods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(DynamicMethod Method, long[] Longs, string[] Texts, RecordShape[] Shapes, LastDay[] LastDays), Delegate> _made = new();
    private readonly Dictionary<Type, object> _held = [];

    /// <summary>Lets a rule share what stands beside its machine code with others where it is the same, so that it stays near the processor as the code does.</summary>
    public void Share(Held held)
    {
        lock (_held)
        {
            held.Longs = Same(held.Longs, static (one, other) => one == other);
            held.Texts = Same(held.Texts, static (one, other) => one == other);
            held.Shapes = Same(held.Shapes, static (one, other) => one == other);
            held.LastDays = Same(held.LastDays, static (one, other) => one.IsOfTheSame(other));
        }
    }

    private T[] Same<T>(T[] of, Func<T, T, bool> same)
    {
        var known = (List<T[]>)(_held.TryGetValue(typeof(T), out var kept) ? kept : _held[typeof(T)] = new List<T[]>());
        foreach (var one in known)
        {
            if (one.Length == of.Length && one.Zip(of).All(pair => same(pair.First, pair.Second)))
            {
                return one;
            }
        }

        known.Add(of);
        return of;
    }

    /// <summary>The method that was written under these words, or one written before.</summary>
    public DynamicMethod For(string words, DynamicMethod written) => _methods.GetOrAdd(words, written);

    /// <summary>Machine code with what stands beside it; where nothing but shared constants does, one serves for all that are the same.</summary>
    public T Made<T>(DynamicMethod method, Held held)
        where T : Delegate
    {
        Share(held);
        var made = held.IsOfConstantsOnly
            ? (T)_made.GetOrAdd((method, held.Longs, held.Texts, held.Shapes, held.LastDays), static (key, held) => key.Method.CreateDelegate<T>(held), held)
            : method.CreateDelegate<T>(held);
        RuntimeHelpers.PrepareDelegate(made);
        return made;
    }

    /// <summary>What the writing of machine code for some conditions looks at.</summary>
    public static string Build(IEnumerable<CheckedExpression> tests, Alike alike)
    {
        var text = new StringBuilder();
        foreach (var test in tests)
        {
            Add(text.Append(';'), test.Root, alike);
        }

        return text.ToString();
    }

    /// <summary>What the writing of machine code for a part looks at.</summary>
    public static string Build(Node node, Alike alike)
    {
        var text = new StringBuilder();
        Add(text, node, alike);
        return text.ToString();
    }

    /// <summary>What the writing of machine code for an opening looks at.</summary>
    public static string Build(FusedOpening opening, Alike alike)
    {
        var text = new StringBuilder();
        Add(text, opening, alike);
        return text.ToString();
    }

    /// <summary>The method that was written for this rule, or one written before for a rule of the same build.</summary>
    public DynamicMethod For(FusedRule rule, Alike alike, DynamicMethod written) => _methods.GetOrAdd(Build(rule, alike), written);

    /// <summary>Everything that the writing of machine code looks at; two rules of one build are written alike.</summary>
    private static string Build(FusedRule rule, Alike alike)
    {
        var text = new StringBuilder();
        Add(text, rule, alike);
        return text.ToString();
    }

    private static void Add(StringBuilder text, FusedRule rule, Alike alike)
    {
        foreach (var part in rule.Parts)
        {
            Add(text, part, alike);
        }

        foreach (var let in rule.Lets)
        {
            Add(text.Append('=').Append(let.Slot), let.Written.Root, alike);
        }

        Add(text, rule.Opening, alike);
    }

    private static void Add(StringBuilder text, FusedOpening opening, Alike alike)
    {
        Add(text.Append('@'), opening.Area.Root, alike);
        foreach (var once in opening.Once)
        {
            Add(text.Append('#'), once.Root, alike);
        }

        if (opening.From is { } from)
        {
            Add(text.Append('>'), from.Root, alike);
        }
    }

    private static void Add(StringBuilder text, Fused part, Alike alike)
    {
        if (part is Fused.One one)
        {
            Add(text.Append('?').Append(one.Place), one.Test.Root, alike);
            return;
        }

        var group = (Fused.Group)part;
        text.Append(group.Any ? '|' : '&').Append(group.Turned ? '!' : ' ').Append('{');
        foreach (var inner in group.Parts)
        {
            Add(text, inner, alike);
        }

        text.Append('}');
    }

    private static void Add(StringBuilder text, Node node, Alike alike)
    {
        text.Append('(').Append(node.GetType().Name).Append(' ').Append((int)Raws.Of(node)).Append(' ').Append(alike.PlaceOf(node) >= 0 ? '+' : '-').Append(Detail(node));
        if (node is Meets meets)
        {
            foreach (var test in meets.Tests)
            {
                text.Append(' ').Append(Detail(test));
            }
        }

        foreach (var child in node.Children)
        {
            Add(text, child, alike);
        }

        text.Append(')');
    }

    /// <summary>What tells a part from others of its sort, but for a constant that stands beside the code.</summary>
    public static string Detail(Node node) => node switch
    {
        // A number, day or text stands beside the code; of anything else the code itself depends on what it is.
        Constant constant when Raws.Of(constant) is Raw.None or Raw.Flag => $"{constant.Value.Kind} {(constant.Value.Kind == ValueKind.Boolean ? constant.Value : Value.Null)}",
        SlotName slot => Text(slot.Slot),
        LocalName local => Text(local.Local),
        PathTo { Shape: not null } path => Text(path.Index),
        PathTo path => path.Name,
        Arithmetic arithmetic => arithmetic.Operation.ToString(),
        Compared compared when LastDayTest.Of(compared) is { } test => $"{compared.Relation} {test.IsOver} {test.DayBefore}",
        Compared compared => compared.Relation.ToString(),
        Joined joined => joined.All ? "and" : "or",
        Quantified quantified => $"{quantified.Every} {string.Join(' ', quantified.Iterations.Select(iteration => $"{iteration.Local} {iteration.End is null}"))}",
        BuiltInCall call => call.Function.Name,
        ValueCall call => Text(Calls.FindLookUp(call) is null ? 0 : 1),
        _ => "",
    };

    /// <summary>What tells a test from others.</summary>
    public static string Detail(Test test) => test switch
    {
        RelationTest relation => relation.Relation.ToString(),
        RangeTest { Range: var range } => $"{range.StartIncluded} {range.EndIncluded} {range.HasOpenEnd} {range.IsAllBut}",
        ValueTest value => $"{value.MayBeCondition}",
        _ => test.GetType().Name,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
