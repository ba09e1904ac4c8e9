namespace Par.Rules.Feel;

/// <summary>All values between two ends; an end that is null is open without limit.</summary>
/// <param name="Start">The lower end.</param>
/// <param name="StartIncluded">Whether the lower end itself belongs to the range.</param>
/// <param name="End">The upper end.</param>
/// <param name="EndIncluded">Whether the upper end itself belongs to the range.</param>
public sealed record FeelRange(Value Start, bool StartIncluded, Value End, bool EndIncluded)
{
    /// <summary>Whether it holds every value but the one that both ends are, as <c>(!= 5)</c> does.</summary>
    internal bool IsAllBut { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Value.Of(this).ToString();
}
