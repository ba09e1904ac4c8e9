namespace Par.Rules.Feel.BuiltIns;

/// <summary>Built-in functions about numbers.</summary>
internal static class NumberFunctions
{
    public static IEnumerable<BuiltIn> All { get; } =
    [
        BuiltIn.Of("decimal(n: number, scale: number) -> number", Rounded(Numbers.HalfEven)),
        BuiltIn.Of("floor(n: number) -> number", n => Value.Of(decimal.Floor(n.RawNumber))),
        BuiltIn.Of("floor(n: number, scale: number) -> number", Rounded(decimal.Floor)),
        BuiltIn.Of("ceiling(n: number) -> number", n => Value.Of(decimal.Ceiling(n.RawNumber))),
        BuiltIn.Of("ceiling(n: number, scale: number) -> number", Rounded(decimal.Ceiling)),
        BuiltIn.Of("round up(n: number, scale: number) -> number", Rounded(Numbers.Up)),
        BuiltIn.Of("round down(n: number, scale: number) -> number", Rounded(Numbers.Down)),
        BuiltIn.Of("round half up(n: number, scale: number) -> number", Rounded(Numbers.HalfUp)),
        BuiltIn.Of("round half down(n: number, scale: number) -> number", Rounded(Numbers.HalfDown)),
        BuiltIn.Of("abs(n: number|days|months) -> any", Absolute),
        BuiltIn.Of("modulo(dividend: number, divisor: number) -> number", Modulo),
        BuiltIn.Of("sqrt(number: number) -> number", n => n.RawNumber < 0 ? Value.Null : Root(n.RawNumber)),
        BuiltIn.Of("log(number: number) -> number", n => n.RawNumber <= 0 ? Value.Null : Numbers.FromDouble(Math.Log((double)n.RawNumber))),
        BuiltIn.Of("exp(number: number) -> number", n => Numbers.FromDouble(Math.Exp((double)n.RawNumber))),
        BuiltIn.Of("odd(number: number) -> boolean", n => Value.Of(Math.Abs(n.RawNumber % 2) == 1)),
        BuiltIn.Of("even(number: number) -> boolean", n => Value.Of(n.RawNumber % 2 == 0)),
    ];

    private static Func<Value, Value, Value> Rounded(Func<decimal, decimal> toWhole) => (n, scale) => Numbers.Round(n, scale, toWhole);

    private static Value Absolute(Value value) => value.Kind switch
    {
        ValueKind.Number => Value.Of(Math.Abs(value.RawNumber)),
        ValueKind.DaysAndTime => Value.Of(new DaysAndTime(Int128.Abs(value.RawSpan))),
        _ => Value.Of(new YearsAndMonths(Math.Abs(value.RawMonths))),
    };

    private static Value Modulo(Value dividend, Value divisor)
    {
        var (a, b) = (dividend.RawNumber, divisor.RawNumber);
        if (b == 0)
        {
            return Value.Null;
        }

        // The remainder has the sign of the divisor, as when dividing downwards.
        var rest = a % b;
        return Value.Of(rest != 0 && rest < 0 != b < 0 ? rest + b : rest);
    }

    // One step of Newton's on top of the double gives all decimal places.
    public static Value Root(decimal number)
    {
        if (number == 0)
        {
            return Value.Of(0m);
        }

        var root = (decimal)Math.Sqrt((double)number);
        root = (root + (number / root)) / 2;
        var exact = decimal.Round(root, 10);
        return Value.Of(exact < 10_000_000 && exact * exact == number ? exact : root);
    }
}
