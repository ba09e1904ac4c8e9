namespace Par.Rules.Feel;

/// <summary>Something that can be called with values: built in, or written in an expression.</summary>
public abstract class FeelFunction
{
    private protected FeelFunction()
    {
    }

    /// <summary>The names of the values it takes, in order.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>The types it is known to take and give; null when they are not written anywhere.</summary>
    internal virtual FunctionType? Type => null;

    internal abstract Value Invoke(Frame caller, Value[] arguments);
}
