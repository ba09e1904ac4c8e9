using System.Runtime.CompilerServices;
using Par.Rules.Diagnostics;
using Par.Rules.Feel.BuiltIns;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Running;

/// <summary>What compiled code calls where the shared definitions have another shape.</summary>
internal static class Called
{
    public static Ternary Greater(Value a, Value b) => Comparison.Less(b, a);

    public static Ternary GreaterOrEqual(Value a, Value b) => Comparison.LessOrEqual(b, a);

    /// <summary>A cell of a decision table: a condition on the value, or else what it should be.</summary>
    public static Ternary MeetsOrIs(Value value, Value test) =>
        test.Kind == ValueKind.Boolean && value.Kind != ValueKind.Boolean ? Logic.TernaryOf(test) : Reach.Among(value, test);

    public static Value One(BuiltIn function, Frame frame, Value a) => function.Call(frame, new Span<Value>(ref a));

    public static Value Two(BuiltIn function, Frame frame, Value a, Value b)
    {
        var given = default(TwoValues);
        given[0] = a;
        given[1] = b;
        return function.Call(frame, given);
    }

    public static Value Three(BuiltIn function, Frame frame, Value a, Value b, Value c)
    {
        var given = default(ThreeValues);
        given[0] = a;
        given[1] = b;
        given[2] = c;
        return function.Call(frame, given);
    }

    public static Value Many(BuiltIn function, Frame frame, Value[] given) => function.Call(frame, given);

    public static Value List(Value[] items) => Value.Of(new FeelList(items));

    public static Value Context(string[] names, Value[] values) =>
        Value.Of(FeelContext.Of(names.Zip(values, (name, value) => new KeyValuePair<string, Value>(name, value))));

    public static Value Keep(Frame frame, int local, bool isFunction, Value value) =>
        frame.Locals[local] = isFunction ? Functions.Named(value, local) : value;

    public static Value ItemOr(Frame frame, int item, string name, Value outside) =>
        Reach.ItemField(frame.Locals[item], name, out var value) ? value : outside;

    public static Value Function(FunctionOf written, Func<Frame, Value> body, Frame around, SourcePosition at) =>
        Value.Of(new WrittenFunction(written, body, around, at));

    [InlineArray(2)]
    private struct TwoValues
    {
        private Value _first;
    }

    [InlineArray(3)]
    private struct ThreeValues
    {
        private Value _first;
    }
}
