using Par.Rules.Facts;

namespace Par.Rules.Feel.BuiltIns;

/// <summary>What a built-in function does with the values it is given, all of them fitting its parameters.</summary>
internal delegate Value Body(Frame frame, ReadOnlySpan<Value> arguments);

/// <summary>
/// One way to call a built-in function: its name, what it takes and gives, and the one definition of what it does,
/// which interpreted and compiled expressions share.
/// </summary>
internal sealed class BuiltIn : FeelFunction
{
    private const int StepsOfAPattern = 60;
    private readonly Body _body;
    private readonly string[] _names;

    private BuiltIn(Signature signature, Body body, Traits traits)
    {
        Name = signature.Name;
        Accepts = signature.Parameters;
        IsVariadic = signature.IsVariadic;
        Result = signature.Result;
        _names = [.. Accepts.Select(parameter => parameter.Name)];
        _body = body;
        Traits = traits;
    }

    public string Name { get; }

    public Parameter[] Accepts { get; }

    /// <summary>Whether the last parameter may be given any number of times.</summary>
    public bool IsVariadic { get; }

    public FeelType Result { get; }

    public Traits Traits { get; }

    public override IReadOnlyList<string> Parameters => _names;

    /// <summary>A function from its signature, for example <c>contains(string: string, match: string) -> boolean</c>.</summary>
    public static BuiltIn Of(string signature, Body body, Traits traits = Traits.None) => new(Signature.Read(signature), body, traits);

    public static BuiltIn Of(string signature, Func<Value, Value> body, Traits traits = Traits.None) =>
        Of(signature, (_, given) => body(given[0]), traits);

    public static BuiltIn Of(string signature, Func<Value, Value, Value> body, Traits traits = Traits.None) =>
        Of(signature, (_, given) => body(given[0], given[1]), traits);

    public static BuiltIn Of(string signature, Func<Value, Value, Value, Value> body, Traits traits = Traits.None) =>
        Of(signature, (_, given) => body(given[0], given[1], given[2]), traits);

    public bool Takes(int count) => IsVariadic ? count >= Accepts.Length : count == Accepts.Length;

    public Parameter ParameterAt(int index) => Accepts[Math.Min(index, Accepts.Length - 1)];

    /// <summary>Calls the function: fits each value to its parameter, and lets null and unknown through as FEEL has it.</summary>
    public Value Call(Frame frame, Span<Value> arguments)
    {
        var fitting = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            frame.Pay(in arguments[i]);
            fitting = fitting && Accepts[Math.Min(i, Accepts.Length - 1)].TakesAtOnce(arguments[i].Kind);
        }

        if ((Traits & Traits.Costs) != 0)
        {
            frame.Spend(StepsOfAPattern);
        }

        var result = fitting ? _body(frame, arguments) : CallFitting(frame, arguments);
        frame.Pay(in result);
        return result;
    }

    private Value CallFitting(Frame frame, Span<Value> arguments)
    {
        var missing = default(MissingFacts);
        var lacks = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            ref var argument = ref arguments[i];
            if ((Traits & Traits.SeesUnknown) != 0)
            {
                argument = argument.IsUnknown || argument.IsNull ? argument : ParameterAt(i).Fit(argument);
                continue;
            }

            if (argument.IsUnknown)
            {
                missing = missing is null ? argument.Missing : missing.Union(argument.Missing);
                continue;
            }

            var parameter = ParameterAt(i);
            if (argument.IsNull)
            {
                lacks |= !parameter.MayBeNull;
                continue;
            }

            argument = parameter.Fit(argument);
            lacks |= argument.IsNull;
            missing = Spread(argument, missing);
        }

        return missing is not null ? Value.Unknown(missing) : lacks ? Value.Null : _body(frame, arguments);
    }

    internal override Value Invoke(Frame caller, Value[] arguments)
    {
        var chosen = Takes(arguments.Length) ? this : Library.Find(Name).FirstOrDefault(other => other.Takes(arguments.Length));
        return chosen is null ? Value.Null : chosen.Call(caller, (Value[])arguments.Clone());
    }

    // An unknown item makes a whole list unknown, unless the function itself can settle without it.
    private MissingFacts? Spread(Value argument, MissingFacts? missing)
    {
        if (argument.Kind != ValueKind.List || (Traits & Traits.SettlesItems) != 0)
        {
            return missing;
        }

        foreach (var item in argument.RawList.Items)
        {
            if (item.IsUnknown)
            {
                missing = missing is null ? item.Missing : missing.Union(item.Missing);
            }
        }

        return missing;
    }
}

/// <summary>What is special about a built-in function.</summary>
[Flags]
internal enum Traits
{
    None = 0,

    /// <summary>It deals with unknown items of its lists itself.</summary>
    SettlesItems = 1,

    /// <summary>It gives different values in different frames, or calls functions it is given.</summary>
    NeedsFrame = 2,

    /// <summary>It moves values about without looking into them, so records in its arguments are not read.</summary>
    MovesOnly = 4,

    /// <summary>It turns a text into a value; a written-out text that gives none is a mistake.</summary>
    Converts = 8,

    /// <summary>It is much work however short its texts are, as a pattern is that was not seen before.</summary>
    Costs = 16,

    /// <summary>It is called with unknown and null arguments as well, and settles itself what they make.</summary>
    SeesUnknown = 32,
}
