namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions over many numbers. Each takes a list, or the numbers one by one.</summary>
internal static class StatisticsFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        .. Both("sum", "number", Sum),
        .. Both("product", "number", numbers => Fold(numbers, (all, one) => all * one)),
        .. Both("mean", "number", numbers => numbers.Length == 0 ? Value.Null : Value.Of(numbers.Aggregate((all, one) => all + one) / numbers.Length)),
        .. Both("median", "number", Median),
        .. Both("stddev", "number", Deviation),
        .. Both("mode", "numbers", Mode),
    ];

    private static BuiltIn[] Both(string name, string result, Func<decimal[], Value> body) =>
    [
        BuiltIn.Of($"{name}(list: numbers) -> {result}", list => Over(list.RawList.Items, body)),
        BuiltIn.Of($"{name}(...list: number) -> {result}", (_, given) => Over(given, body)),
    ];

    private static Value Over(ReadOnlySpan<Value> values, Func<decimal[], Value> body)
    {
        var numbers = new decimal[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (values[i].Kind != ValueKind.Number)
            {
                return Value.Null;
            }

            numbers[i] = values[i].RawNumber;
        }

        try
        {
            return body(numbers);
        }
        catch (OverflowException)
        {
            // Larger than any number: FEEL's answer to that is null.
            return Value.Null;
        }
    }

    private static Value Sum(decimal[] numbers) => Fold(numbers, (all, one) => all + one);

    private static Value Fold(decimal[] numbers, Func<decimal, decimal, decimal> fold) =>
        numbers.Length == 0 ? Value.Null : Value.Of(numbers.Aggregate(fold));

    private static Value Median(decimal[] numbers)
    {
        if (numbers.Length == 0)
        {
            return Value.Null;
        }

        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return Value.Of(numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2);
    }

    // Of a sample, that is, divided by one less than the count.
    private static Value Deviation(decimal[] numbers)
    {
        if (numbers.Length < 2)
        {
            return Value.Null;
        }

        var mean = numbers.Aggregate((all, one) => all + one) / numbers.Length;
        var variance = numbers.Aggregate(0m, (all, one) => all + ((one - mean) * (one - mean))) / (numbers.Length - 1);
        return NumberFunctions.Root(variance);
    }

    private static Value Mode(decimal[] numbers)
    {
        var groups = numbers.GroupBy(number => number).ToArray();
        var most = groups.Length == 0 ? 0 : groups.Max(group => group.Count());
        var modes = groups.Where(group => group.Count() == most).Select(group => group.Key).Order();
        return Value.Of(new FeelList([.. modes.Select(mode => Value.Of(mode))]));
    }
}
