using System.Reflection;

namespace Par.Rules.Feel.Machine;

/// <summary>
/// The insides of a <see cref="Value"/>, and of what values hold, which machine code reads without a call: a decimal number lies in its bits as it is, a day and a
/// length in months in the higher half of them, true or false in the lower.
/// </summary>
internal static class ValueLayout
{
    public static FieldInfo Kind { get; } = Field(typeof(Value), "_kind");

    public static FieldInfo Held { get; } = Field(typeof(Value), "_held");

    public static FieldInfo Bits { get; } = Field(typeof(Value), "_bits");

    public static FieldInfo High { get; } = Field(Bits.FieldType, "<High>k__BackingField");

    public static FieldInfo Low { get; } = Field(Bits.FieldType, "<Low>k__BackingField");

    /// <summary>The items of a list.</summary>
    public static FieldInfo Items { get; } = Field(typeof(FeelList), "_items");

    /// <summary>How many items a list has.</summary>
    public static FieldInfo Count { get; } = Field(typeof(FeelList), "<Count>k__BackingField");

    /// <summary>The shape of a record.</summary>
    public static FieldInfo Shape { get; } = Field(typeof(Record), "<Shape>k__BackingField");

    /// <summary>The values of a record.</summary>
    public static FieldInfo Values { get; } = Field(typeof(Record), "_values");

    /// <summary>The variables of a frame.</summary>
    public static FieldInfo Slots { get; } = Field(typeof(Frame), "<Slots>k__BackingField");

    private static FieldInfo Field(Type of, string name) => of.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
}
