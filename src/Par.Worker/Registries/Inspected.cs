namespace Par.Worker.Registries;

/// <summary>One thing that was looked at in a registry.</summary>
/// <param name="Weight">Whether it is as it should be.</param>
/// <param name="Says">What was found and, where something is wrong, how to mend it.</param>
internal sealed record Inspected(InspectedWeight Weight, string Says)
{
    public static Inspected Good(string says) => new(InspectedWeight.Good, says);

    public static Inspected Slow(string says) => new(InspectedWeight.Hint, says);

    public static Inspected Wrong(string says) => new(InspectedWeight.Wrong, says);
}

/// <summary>How much something that was looked at matters.</summary>
internal enum InspectedWeight
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, and could work better.</summary>
    Hint,

    /// <summary>It does not work, or not safely.</summary>
    Wrong,
}
