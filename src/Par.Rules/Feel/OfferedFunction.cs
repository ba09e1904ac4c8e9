using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel;

/// <summary>A function that whoever makes a scope offers to its expressions, besides those that FEEL has.</summary>
internal abstract class OfferedFunction
{
    /// <summary>What expressions call it.</summary>
    public abstract string Name { get; }

    /// <summary>What is wrong with the first value of a call whose writing misleads the reader; null when it is to be read.</summary>
    /// <param name="written">The expression from there on.</param>
    /// <param name="at">Where the value begins.</param>
    public virtual Diagnostic? Misread(ReadOnlySpan<char> written, SourcePosition at) => null;

    /// <summary>Checks a call while it is read, and prepares it; null when something is wrong with it, which then has been said.</summary>
    public abstract OfferedCall? Prepare(CallAsWritten call);
}

/// <summary>A call of an offered function, prepared: what runs, what it gives, and the parts whose values it takes.</summary>
internal sealed record OfferedCall(FeelFunction Function, FeelType Type, Node[] Arguments);

/// <summary>A call of an offered function, as it is written.</summary>
internal sealed class CallAsWritten(SourceText source, int at, Node[] arguments, Action<Diagnostic> refuse)
{
    public SourcePosition At => source.PositionAt(at);

    public IReadOnlyList<Node> Arguments => arguments;

    public SourcePosition PlaceOf(Node part) => source.PositionAt(part.At);

    public SourcePosition PlaceOf(Entry entry) => source.PositionAt(entry.At);

    public void Refuse(Diagnostic diagnostic) => refuse(diagnostic);
}
