namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions about contexts.</summary>
internal static class ContextFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("get value(m: context, key: string) -> any", (context, key) => Get(context, key.RawString)),
        BuiltIn.Of("get value(m: context, keys: list) -> any", GetDeep),
        BuiltIn.Of("get entries(m: context) -> contexts", Entries),
        BuiltIn.Of("context(entries: contexts) -> context", FromEntries, Traits.SettlesItems),
        BuiltIn.Of("context put(context: context, key: string, value: any?) -> context", (context, key, value) => Put(context, [key], 0, value), Traits.SettlesItems),
        BuiltIn.Of(
            "context put(context: context, keys: list, value: any?) -> context",
            (context, keys, value) => keys.RawList.Count == 0 ? Value.Null : Put(context, [.. keys.RawList], 0, value),
            Traits.SettlesItems),
        BuiltIn.Of("context merge(contexts: contexts) -> context", Merge),
    ];

    private static Value Get(Value context, string key) => context.AsContext.TryGet(key, out var value) ? value : Value.Null;

    private static Value GetDeep(Value context, Value keys)
    {
        var found = keys.RawList.Count == 0 ? Value.Null : context;
        foreach (var key in keys.RawList)
        {
            found = found.Kind == ValueKind.Context && key.Kind == ValueKind.String ? Get(found, key.RawString) : Value.Null;
        }

        return found;
    }

    private static Value Entries(Value context)
    {
        var entries = context.AsContext.Names.Select(name => Value.Of(FeelContext.Of(
        [
            new("key", Value.Of(name)),
            new("value", Get(context, name)),
        ])));
        return Value.Of(new FeelList([.. entries]));
    }

    private static Value FromEntries(Value list)
    {
        var (entries, keys) = (new List<KeyValuePair<string, Value>>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in list.RawList)
        {
            if (item.IsUnknown)
            {
                return item;
            }

            if (item.Kind != ValueKind.Context || !item.AsContext.TryGet("key", out var key) || key.Kind != ValueKind.String
                || !item.AsContext.TryGet("value", out var value) || !keys.Add(key.RawString))
            {
                return Value.Null;
            }

            entries.Add(new(key.RawString, value));
        }

        return Value.Of(FeelContext.Of(entries));
    }

    private static Value Put(Value context, Value[] keys, int depth, Value value)
    {
        if (context.Kind != ValueKind.Context || keys[depth].Kind != ValueKind.String)
        {
            return Value.Null;
        }

        var key = keys[depth].RawString;
        var inner = value;
        if (depth + 1 < keys.Length)
        {
            inner = Put(Get(context, key), keys, depth + 1, value);
            if (inner.IsNull)
            {
                return Value.Null;
            }
        }

        return Value.Of(FeelContext.Of([.. Pairs(context), new(key, inner)]));
    }

    private static Value Merge(Value contexts) =>
        contexts.RawList.Any(item => item.Kind != ValueKind.Context)
            ? Value.Null
            : Value.Of(FeelContext.Of(contexts.RawList.SelectMany(Pairs)));

    private static IEnumerable<KeyValuePair<string, Value>> Pairs(Value context) =>
        context.AsContext.Names.Select(name => new KeyValuePair<string, Value>(name, Get(context, name)));
}
