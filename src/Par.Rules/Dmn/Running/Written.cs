using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>A piece of FEEL within a model: read when it is first needed, compiled once it has run often enough to be worth it.</summary>
internal sealed class Written(SourceText text, bool isTests)
{
    /// <summary>How often a piece is interpreted before it is compiled.</summary>
    public const int RunsBeforeCompiling = 8;

    private readonly Lock _reading = new();
    private FeelReading? _read;
    private CompiledExpression? _compiled;
    private int _runs;

    public SourceText Text => text;

    public bool IsTests => isTests;

    /// <summary>The names it may speak of.</summary>
    public Scope Scope { get; private set; } = Scope.AsInDmn;

    /// <summary>Where its first letter stands.</summary>
    public SourcePosition Start => text.PositionAt(text.Text.Length - text.Text.AsSpan().TrimStart().Length);

    public FeelType Type => Read().Expression?.Type ?? FeelType.Any;

    /// <summary>The expression as it was read; null when it could not be.</summary>
    public Node? Root => Read().Expression?.Root;

    public IReadOnlyList<Diagnostic> Diagnostics => Read().Diagnostics;

    /// <summary>Whether it is the dash that every value meets.</summary>
    public bool IsDash { get; } = isTests && text.Text.AsSpan().Trim() is "-";

    public void Bind(Scope scope) => Scope = scope;

    public Value Run(Surroundings around)
    {
        if (Read().Expression is not { } expression)
        {
            around.Run.Note(Read().Diagnostics);
            return Value.Null;
        }

        var frame = around.Frame.Inner(around.Slots, []);
        frame.Depth--;
        try
        {
            if (_compiled is null && Interlocked.Increment(ref _runs) > around.Run.RunsBeforeCompiling)
            {
                _compiled = expression.Compile();
            }

            return _compiled is { } compiled ? compiled.Evaluate(frame) : expression.Interpret(frame);
        }
        finally
        {
            around.Frame.StepsLeft = frame.StepsLeft;
        }
    }

    /// <summary>Reads it anew, with other names or more strictly.</summary>
    public FeelReading Read(Scope scope) => isTests ? Feel.Feel.ReadUnaryTests(text, scope) : Feel.Feel.Read(text, scope);

    private FeelReading Read()
    {
        if (_read is null)
        {
            lock (_reading)
            {
                _read ??= Read(Scope);
            }
        }

        return _read;
    }
}
