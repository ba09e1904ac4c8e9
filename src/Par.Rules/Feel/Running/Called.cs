using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>What compiled code calls where the shared definitions have another shape.</summary>
internal static class Called
{
    /// <summary>A cell of a decision table: a condition on the value, or else what it should be.</summary>
    public static Ternary MeetsOrIs(Value value, Value test) =>
        test.Kind == ValueKind.Boolean && value.Kind != ValueKind.Boolean ? Logic.TernaryOf(test) : Reach.Among(value, test);

    /// <summary>The entries of a context one after another, each kept where the later ones find it.</summary>
    public static Value Context(Frame frame, Entry[] entries, Code[] codes)
    {
        var values = new KeyValuePair<string, Value>[entries.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new(entries[i].Name, Keep(frame, entries[i].Local, entries[i].Value is FunctionOf, codes[i].Run(frame)));
        }

        return Value.Of(FeelContext.Of(values));
    }

    public static Value Keep(Frame frame, int local, bool isFunction, Value value) =>
        frame.Locals[local] = isFunction ? Functions.Named(value, local) : value;
}
