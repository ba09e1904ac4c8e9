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

    /// <summary>The quick way to its result; null when there is none.</summary>
    internal virtual LookUp? LookUp => null;
}

/// <summary>A function of a few values that nearly always finds its result where it stands already.</summary>
internal abstract class LookUp
{
    /// <summary>How many values it can take.</summary>
    public const int Most = 4;

    /// <summary>
    /// Where the result stands; a null reference when the function itself must work it out. A value that the function does not take may be
    /// anything.
    /// </summary>
    public abstract ref readonly Value Find(ref readonly Value first, ref readonly Value second, ref readonly Value third, ref readonly Value fourth);
}
