namespace Par.Rules.Feel;

/// <summary>What kind of value a condition works with.</summary>
public enum ValueKind : byte
{
    /// <summary>The registry answered, and there is no value.</summary>
    Null,

    /// <summary>No registry answered; never the same as "no".</summary>
    Unknown,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A text.</summary>
    String,

    /// <summary>A day of the calendar.</summary>
    Date,

    /// <summary>A time of day, with or without a zone.</summary>
    Time,

    /// <summary>A day and a time of day, with or without a zone.</summary>
    DateTime,

    /// <summary>A length of time in days, hours, minutes and seconds.</summary>
    DaysAndTime,

    /// <summary>A length of time in years and months.</summary>
    YearsAndMonths,

    /// <summary>Values in order.</summary>
    List,

    /// <summary>Named values.</summary>
    Context,

    /// <summary>All values between two ends.</summary>
    Range,

    /// <summary>Something that can be called with values.</summary>
    Function,
}

/// <summary>The answer of a condition: FEEL's three, and unknown.</summary>
public enum Ternary : byte
{
    /// <summary>The condition does not hold.</summary>
    False,

    /// <summary>The condition holds.</summary>
    True,

    /// <summary>The condition has no value.</summary>
    Null,

    /// <summary>A fact the condition needs is unknown.</summary>
    Unknown,
}
