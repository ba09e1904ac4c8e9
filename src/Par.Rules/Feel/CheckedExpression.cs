using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel;

/// <summary>An expression that was read without fault: it can be run as it is, or compiled first to run fast.</summary>
public sealed class CheckedExpression
{
    private readonly Interpreter _interpreter;

    internal CheckedExpression(SourceText source, Node root, int locals, IReadOnlySet<FieldRead> reads, IReadOnlySet<string> variables)
    {
        _interpreter = new Interpreter(source);
        (Source, Root, Locals, Reads, Variables) = (source, root, locals, reads, variables);
    }

    /// <summary>The text it was read from.</summary>
    public SourceText Source { get; }

    /// <summary>The type of what it gives.</summary>
    public FeelType Type => Root.Type;

    /// <summary>
    /// Every field of a shape that it may read. A record that is its whole result counts as not read: whoever uses
    /// the result reads from it.
    /// </summary>
    public IReadOnlySet<FieldRead> Reads { get; }

    /// <summary>The variables of the scope that it speaks of.</summary>
    public IReadOnlySet<string> Variables { get; }

    internal Node Root { get; }

    /// <summary>How many names it gives itself: of loops, functions, context entries.</summary>
    internal int Locals { get; }

    /// <summary>Whether it asks a function that is a value, such as a decision model: that may fail.</summary>
    internal bool MayFail => Root.AndAllWithin.Any(node => node is ValueCall);

    /// <summary>Makes parts of it ready to run.</summary>
    internal Compiler Compiler() => new(Source, _interpreter);

    /// <summary>Whether what it gives may differ: it speaks of a variable, or asks a function that was offered to it, such as a decision model.</summary>
    internal bool MayDiffer => Variables.Count > 0 || Root.AndAllWithin.Any(node => node is ValueCall { Function: Constant });

    /// <summary>Where it asks what day or moment it is, and by which function.</summary>
    internal IEnumerable<(int At, string Name)> ClockReads =>
        Root.AndAllWithin.OfType<BuiltInCall>().Where(call => call.Function.Name is "now" or "today").Select(call => (call.At, call.Function.Name));

    /// <summary>Works the expression out step by step: slower, with nothing to prepare.</summary>
    public Value Interpret(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame.Reserve(Locals);
        frame.Step(Source.PositionAt(0));
        return _interpreter.Run(Root, frame);
    }

    /// <summary>Makes the expression ready to run fast; worth it for what runs more than once.</summary>
    public CompiledExpression Compile() => new(Root, Compiler(), Source.PositionAt(0), Locals);
}
