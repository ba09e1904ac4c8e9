using System.Runtime.CompilerServices;

namespace Par.Rules.Feel;

/// <summary>Powers, roots and roundings of decimal numbers.</summary>
internal static class Numbers
{
    /// <summary>A number written without digits behind the point that fits a machine word; seen from its parts, without calculating.</summary>
    public static bool IsWhole(decimal number, out long whole)
    {
        var (flags, high, low) = Unsafe.BitCast<decimal, Parts>(number);
        whole = flags < 0 ? -(long)(low & long.MaxValue) : (long)(low & long.MaxValue);
        return (flags & int.MaxValue) == 0 && high == 0 && low <= long.MaxValue;
    }

    public static decimal? Power(decimal number, decimal exponent)
    {
        if (exponent != decimal.Truncate(exponent) || Math.Abs(exponent) > 10_000)
        {
            return Finite(Math.Pow((double)number, (double)exponent));
        }

        return exponent < 0 ? Inverse(number, (int)-exponent) : WholePower(number, (int)exponent);
    }

    public static Value FromDouble(double number) => Value.OfNumber(Finite(number));

    private static decimal? Finite(double number) => double.IsFinite(number) && Math.Abs(number) < 7.9e28 ? (decimal)number : null;

    /// <summary>Rounds to some decimal places, which may be below zero; null when the places are out of FEEL's limits.</summary>
    public static Value Round(Value number, Value scale, Func<decimal, decimal> toWhole)
    {
        var places = decimal.Truncate(scale.RawNumber);
        if (places is < -6111 or > 6176)
        {
            return Value.Null;
        }

        if (places > 28)
        {
            return number;
        }

        if (places < -28)
        {
            return Value.Of(0m);
        }

        var whole = decimal.Truncate(number.RawNumber);
        var fraction = number.RawNumber - whole;
        var factor = WholePower(10, (int)Math.Abs(places));
        if (places < 0)
        {
            return Value.Of(toWhole(number.RawNumber / factor) * factor);
        }

        // The whole part is kept apart, so that scaling up the fraction never overflows.
        return number.RawNumber.Scale <= places ? number : Value.Of(whole + Scaled(whole, fraction, factor, toWhole));
    }

    /// <summary>Rounds a half to the even neighbour.</summary>
    public static decimal HalfEven(decimal number) => decimal.Round(number, 0, MidpointRounding.ToEven);

    public static decimal Up(decimal number) => decimal.Round(number, 0, MidpointRounding.ToZero) is var cut && cut == number ? cut : cut + Math.Sign(number);

    public static decimal Down(decimal number) => decimal.Truncate(number);

    public static decimal HalfUp(decimal number) => decimal.Round(number, 0, MidpointRounding.AwayFromZero);

    public static decimal HalfDown(decimal number)
    {
        var cut = decimal.Truncate(number);
        return Math.Abs(number - cut) > 0.5m ? cut + Math.Sign(number) : cut;
    }

    // Rounding half to even looks at the digit before: without a decimal place left, that is the last of the whole part.
    private static decimal Scaled(decimal whole, decimal fraction, decimal factor, Func<decimal, decimal> toWhole)
    {
        if (factor > 1)
        {
            return toWhole(fraction * factor) / factor;
        }

        return toWhole(whole + fraction) - whole;
    }

    // A power without a digit left has no inverse among the numbers; the inverse of one too large has no digit left.
    private static decimal? Inverse(decimal number, int exponent)
    {
        try
        {
            return WholePower(number, exponent) is var power and not 0 ? 1 / power : null;
        }
        catch (OverflowException)
        {
            return 0;
        }
    }

    private static decimal WholePower(decimal number, int exponent)
    {
        var (result, square) = (1m, number);
        for (var left = exponent; left > 0; left >>= 1)
        {
            if ((left & 1) == 1)
            {
                result *= square;
            }

            square = left > 1 ? square * square : square;
        }

        return result;
    }

    // A decimal number of .NET: sign and places behind the point, then the digits, 96 bits of them.
    private readonly record struct Parts(int Flags, uint High, ulong Low);
}
