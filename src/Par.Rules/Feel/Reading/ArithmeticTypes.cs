namespace Par.Rules.Feel.Reading;

/// <summary>Which type a calculation gives between two types.</summary>
internal static class ArithmeticTypes
{
    /// <summary>The type of the result; null when the operation never gives one.</summary>
    public static FeelType? Of(Operation operation, FeelType left, FeelType right)
    {
        if (left == FeelType.Null || right == FeelType.Null)
        {
            return FeelType.Any;
        }

        if (left == FeelType.Any || right == FeelType.Any)
        {
            return FromOne(operation, left == FeelType.Any ? right : left, isLeft: right == FeelType.Any);
        }

        if (Typing.KindOf(left) is not { } a || Typing.KindOf(right) is not { } b)
        {
            return null;
        }

        return operation switch
        {
            Operation.Add => Sum(a, b, left, right),
            Operation.Subtract => Difference(a, b, left),
            Operation.Multiply => (a, b) switch
            {
                (ValueKind.Number, ValueKind.Number or ValueKind.DaysAndTime or ValueKind.YearsAndMonths) => right,
                (ValueKind.DaysAndTime or ValueKind.YearsAndMonths, ValueKind.Number) => left,
                _ => null,
            },
            Operation.Divide => (a, b) switch
            {
                (ValueKind.Number or ValueKind.DaysAndTime or ValueKind.YearsAndMonths, ValueKind.Number) => left,
                (ValueKind.DaysAndTime, ValueKind.DaysAndTime) or (ValueKind.YearsAndMonths, ValueKind.YearsAndMonths) => FeelType.Number,
                _ => null,
            },
            _ => (a, b) is (ValueKind.Number, ValueKind.Number) ? FeelType.Number : null,
        };
    }

    private static FeelType? FromOne(Operation operation, FeelType known, bool isLeft)
    {
        if (known == FeelType.Any)
        {
            return FeelType.Any;
        }

        return Typing.KindOf(known) switch
        {
            null or ValueKind.Boolean => null,
            ValueKind.String => operation == Operation.Add ? FeelType.String : null,
            ValueKind.Number => operation is Operation.Add or Operation.Subtract or Operation.Power || (operation == Operation.Divide && !isLeft)
                ? operation == Operation.Divide ? FeelType.Any : FeelType.Number
                : operation == Operation.Divide ? FeelType.Number : FeelType.Any,
            _ => operation == Operation.Power ? null : FeelType.Any,
        };
    }

    private static FeelType? Sum(ValueKind a, ValueKind b, FeelType left, FeelType right) => (a, b) switch
    {
        (ValueKind.Number, ValueKind.Number) or (ValueKind.String, ValueKind.String) => left,
        (ValueKind.DaysAndTime, ValueKind.DaysAndTime) or (ValueKind.YearsAndMonths, ValueKind.YearsAndMonths) => left,
        (ValueKind.Date or ValueKind.DateTime, ValueKind.DaysAndTime or ValueKind.YearsAndMonths) or (ValueKind.Time, ValueKind.DaysAndTime) => left,
        (ValueKind.DaysAndTime or ValueKind.YearsAndMonths, ValueKind.Date or ValueKind.DateTime) or (ValueKind.DaysAndTime, ValueKind.Time) => right,
        _ => null,
    };

    private static FeelType? Difference(ValueKind a, ValueKind b, FeelType left) => (a, b) switch
    {
        (ValueKind.Number, ValueKind.Number) => left,
        (ValueKind.DaysAndTime, ValueKind.DaysAndTime) or (ValueKind.YearsAndMonths, ValueKind.YearsAndMonths) => left,
        (ValueKind.Date or ValueKind.DateTime, ValueKind.DaysAndTime or ValueKind.YearsAndMonths) or (ValueKind.Time, ValueKind.DaysAndTime) => left,
        (ValueKind.Date or ValueKind.DateTime, ValueKind.Date or ValueKind.DateTime) or (ValueKind.Time, ValueKind.Time) => FeelType.DaysAndTimeDuration,
        _ => null,
    };
}
