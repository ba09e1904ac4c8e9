using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Books;

/// <summary>
/// Follows the records through one expression: which part of it may hold records from which place of the plan. Where that
/// depends on the facts it takes every way, so a plan may ask for a little too much, and never for too little.
/// </summary>
internal sealed class FactTrace(FactPlanner.Places places, IReadOnlyDictionary<int, RuleExpression> lets)
{
    /// <summary>Built-in functions that pass records on, or count them, without looking into them.</summary>
    private static readonly HashSet<string> Blind = new(StringComparer.Ordinal)
    {
        "append", "concatenate", "count", "earliest", "flatten", "insert before", "latest", "list replace", "remove", "reverse", "sort", "sublist",
    };

    private readonly Dictionary<(int Owner, int Local), HashSet<FactPlace>> _locals = [];
    private readonly HashSet<FactPlace> _handedOver = [];
    private readonly HashSet<FactPlace> _givenBack = [];
    private int _owner = -1;
    private bool _grown;
    private bool _tooFar;

    /// <summary>Notes everything the expression reads; false when it goes deeper than a plan may.</summary>
    public bool Follow(Node root)
    {
        do
        {
            _grown = false;
            Walk(root);
        }
        while (_grown && !_tooFar);

        return !_tooFar;
    }

    private HashSet<FactPlace> Walk(Node node)
    {
        var found = Within(node);
        return node.Type is SimpleType && node.Type != FeelType.Any ? [] : found;
    }

    private HashSet<FactPlace> Within(Node node)
    {
        switch (node)
        {
            case SlotName slot:
                return OfSlot(slot.Slot);
            case LocalName local:
                return Local(local.Local);
            case PathTo path:
                return Path(path);
            case Filter filter:
                var source = Walk(filter.Source);
                Bind(filter.Item, source);
                Walk(filter.Condition);
                return source;
            case For loop:
                Bind(loop.Iterations);
                var body = Walk(loop.Body);
                Bind(loop.Partial, body);
                return body;
            case Quantified quantified:
                Bind(quantified.Iterations);
                Walk(quantified.Condition);
                return [];
            case ContextOf context:
                return Context(context);
            case FunctionOf function:
                return Function(function);
            case ValueCall { Function: Constant { Value: { Kind: ValueKind.Function, AsFunction: DecideCall decide } } } call:
                return Decided(call, decide);
            case ValueCall call:
                HandOver(call.Children);
                return _givenBack;
            case BuiltInCall call:
                return BuiltIn(call);
            case Compared compared when IsNothing(compared.Left) || IsNothing(compared.Right):
                return Union(node.Children);
            case Compared or Meets or Between:
                return Whole(node.Children);
            default:
                return Union(node.Children);
        }
    }

    private HashSet<FactPlace> OfSlot(int slot)
    {
        if (slot == RuleReading.EventPlace)
        {
            return [places.Event];
        }

        if (slot == RuleReading.SubjectPlace)
        {
            return [places.Subject];
        }

        if (!lets.TryGetValue(slot, out var named))
        {
            return [];
        }

        var before = _owner;
        _owner = slot;
        var found = Walk(named.Checked.Root);
        _owner = before;
        return found;
    }

    private HashSet<FactPlace> Path(PathTo path)
    {
        var found = new HashSet<FactPlace>();
        foreach (var place in Walk(path.Source))
        {
            if (place.AtDepthLimit(path.Name))
            {
                _tooFar = true;
            }
            else if (!place.Read(path.Name, out var next))
            {
                // A path into a context that the expression made: the record may be any of its entries.
                found.Add(place);
            }
            else if (next is not null)
            {
                found.Add(next);
            }
        }

        return found;
    }

    private HashSet<FactPlace> Context(ContextOf context)
    {
        var found = new HashSet<FactPlace>();
        foreach (var entry in context.Entries)
        {
            var value = Walk(entry.Value);
            Bind(entry.Local, value);
            found.UnionWith(value);
        }

        return found;
    }

    private HashSet<FactPlace> Function(FunctionOf function)
    {
        foreach (var parameter in function.Parameters)
        {
            Bind(parameter.Local, _handedOver);
        }

        _grown |= Grow(_givenBack, Walk(function.Body));
        return [];
    }

    private HashSet<FactPlace> BuiltIn(BuiltInCall call)
    {
        if (call.Arguments.Any(argument => argument is FunctionOf or LocalName or SlotName))
        {
            HandOver(call.Arguments);
        }

        return Blind.Contains(call.Function.Name) ? Union(call.Arguments) : Whole(call.Arguments);
    }

    /// <summary>A model may give back what it was handed, so its answer may hold the same records.</summary>
    private HashSet<FactPlace> Decided(ValueCall call, DecideCall decide)
    {
        var found = new HashSet<FactPlace>();
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            found.UnionWith(Given(call.Arguments[i], decide.Takes(i)));
        }

        return found;
    }

    private HashSet<FactPlace> Given(Node node, FeelType declared)
    {
        var found = Walk(node);
        if (node is ContextOf context)
        {
            foreach (var entry in context.Entries)
            {
                Given(entry.Value, Typing.FieldOf(declared, entry.Name) ?? FeelType.Any);
            }
        }
        else
        {
            ReadAs(found, declared);
        }

        return found;
    }

    /// <summary>A record that is handed over counts whole, with the links that its declared type speaks of.</summary>
    private void ReadAs(HashSet<FactPlace> places, FeelType declared)
    {
        foreach (var place in places)
        {
            place.ReadWhole();
            foreach (var field in (Typing.ItemOf(declared) as ContextType)?.Fields ?? [])
            {
                _tooFar |= place.AtDepthLimit(field.Name);
                if (!_tooFar)
                {
                    ReadAs(place.Read(field.Name, out var next) ? (next is null ? [] : [next]) : [place], field.Type);
                }
            }
        }
    }

    /// <summary>What compares or takes apart whole records reads all their fields.</summary>
    private HashSet<FactPlace> Whole(IEnumerable<Node> nodes)
    {
        var found = Union(nodes);
        foreach (var place in found)
        {
            place.ReadWhole();
        }

        return found;
    }

    /// <summary>Whether there is a record at all can be seen without its fields.</summary>
    private static bool IsNothing(Node node) => node is Constant { Value.IsNull: true } or ListOf { Items.Length: 0 };

    private void HandOver(IEnumerable<Node> nodes) => _grown |= Grow(_handedOver, Union(nodes));

    private HashSet<FactPlace> Union(IEnumerable<Node> nodes)
    {
        var found = new HashSet<FactPlace>();
        foreach (var node in nodes)
        {
            found.UnionWith(Walk(node));
        }

        return found;
    }

    private void Bind(Iteration[] iterations)
    {
        foreach (var iteration in iterations)
        {
            Bind(iteration.Local, Union(iteration.End is null ? [iteration.Source] : [iteration.Source, iteration.End]));
        }
    }

    private void Bind(int local, HashSet<FactPlace> value) => _grown |= Grow(Local(local), value);

    private HashSet<FactPlace> Local(int local)
    {
        if (!_locals.TryGetValue((_owner, local), out var found))
        {
            _locals.Add((_owner, local), found = []);
        }

        return found;
    }

    private static bool Grow(HashSet<FactPlace> set, HashSet<FactPlace> by)
    {
        var before = set.Count;
        if (!ReferenceEquals(set, by))
        {
            set.UnionWith(by);
        }

        return set.Count > before;
    }
}
