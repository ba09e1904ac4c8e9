using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>One entry of a context; the entry without a name is what the whole context gives.</summary>
internal sealed record ContextBoxEntry(string? Name, ItemType? Type, Boxed Value)
{
    public FeelType Known => Type?.Feel is { } type && type != FeelType.Any ? type : Value.Known;
}

/// <summary>Named expressions, each of which may speak of those before it.</summary>
internal sealed class ContextBox(SourcePosition at, ItemType? type, IReadOnlyList<ContextBoxEntry> entries) : Boxed(at, type)
{
    private readonly int[] _slots = new int[entries.Count];

    public override IEnumerable<Boxed> Parts => entries.Select(entry => entry.Value);

    public override FeelType Gives => entries.Any(entry => entry.Name is null)
        ? FeelType.Any
        : FeelType.Context(entries.Select(entry => new ShapeField(entry.Name!, FeelType.Any)));

    public override IEnumerable<BoxPart> Within(ItemType? wanted)
    {
        var hasResult = entries.Any(entry => entry.Name is null);
        return entries.Select(entry => entry.Name is null
            ? new BoxPart("the result", entry.Value, entry.Type ?? wanted)
            : new BoxPart($"context entry '{entry.Name}'", entry.Value, entry.Type ?? (hasResult ? null : wanted?.Item?.Component(entry.Name))));
    }

    protected override FeelType Found => entries.FirstOrDefault(entry => entry.Name is null) is { } result
        ? result.Known
        : FeelType.Context(entries.Select(entry => new ShapeField(entry.Name!, entry.Known)));

    public override void Bind(Scope scope)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Name is null)
            {
                entry.Value.Bind(scope);
                continue;
            }

            // A function may call itself by the name it is given here.
            entry.Value.Bind(entry.Value is FunctionBox ? scope.Shadowing(entry.Name, FeelType.Any) : scope);
            scope = scope.Shadowing(entry.Name, entry.Known);
            _slots[i] = scope.IndexOf(entry.Name);
        }
    }

    protected override Value Work(Surroundings around)
    {
        var values = new List<KeyValuePair<string, Value>>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var value = entry.Value.Evaluate(around);
            if (entry.Type is not null)
            {
                value = entry.Type.Fit(value, around, entry.Value.At, entry.Name is null ? "the context's result" : $"'{entry.Name}'");
            }

            if (entry.Name is null)
            {
                return value;
            }

            if (entry.Value is FunctionBox && value is { Kind: ValueKind.Function, AsFunction: DmnFunction function })
            {
                function.KnowsItselfAs(_slots[i]);
            }

            around = around.With(_slots[i], value);
            values.Add(new(entry.Name, value));
        }

        return Value.Of(FeelContext.Of(values));
    }
}
