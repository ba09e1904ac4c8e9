using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Fuzz.Feel;

/// <summary>
/// What must hold for any text at all: it is read or refused with diagnostics that have a place, a problem and a mend;
/// what was read runs within its budget, and gives compiled, and as machine code, what it gives interpreted.
/// </summary>
public static partial class FuzzCheck
{
    private const int Steps = 20_000;
    private const int MoreSteps = 1_000_000;
    private const int Shown = 300;

    /// <summary>Judges an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="scope">What it may speak of; every variable is null where no values are given.</param>
    /// <param name="values">The values of the variables.</param>
    /// <param name="asMachineCode">Whether machine code is made of it too, which takes the longest.</param>
    /// <param name="stop">Stops it.</param>
    public static Judgement Expression(string text, Scope scope, Value[]? values = null, bool asMachineCode = true, CancellationToken stop = default) =>
        Judge(text, Par.Rules.Feel.Feel.Read(SourceText.Bare(text), scope), scope, values ?? [], asMachineCode, stop);

    /// <summary>Judges the tests of a cell; the scope has the value under test as <c>?</c>.</summary>
    public static Judgement Tests(string text, Scope scope, Value[]? values = null, bool asMachineCode = true, CancellationToken stop = default) =>
        Judge(text, Par.Rules.Feel.Feel.ReadUnaryTests(SourceText.Bare(text), scope), scope, values ?? [], asMachineCode, stop);

    internal static string[] Lines(string text) => LineEnd().Split(text);

    /// <summary>What is wrong with a diagnostic about the lines of a file; null when nothing is.</summary>
    internal static string? Complaint(Diagnostic found, string[]? lines)
    {
        if (lines is null)
        {
            return $"this names a file that was not handed in: {found}";
        }

        if (found.At.Line < 1 || found.At.Line > lines.Length || found.At.Column < 1 || found.At.Column > lines[found.At.Line - 1].Length + 1)
        {
            return $"this has no place in it: {found}";
        }

        return Code().IsMatch(found.Code) && found.Problem.EndsWith('.') && !string.IsNullOrWhiteSpace(found.Mend) ? null : $"this is no full message: {found}";
    }

    private static string? Complaint(IEnumerable<Diagnostic> diagnostics, string[] lines) =>
        diagnostics.Select(found => Complaint(found, lines)).FirstOrDefault(found => found is not null);

    private static Judgement Judge(string text, FeelReading reading, Scope scope, Value[] values, bool asMachineCode, CancellationToken stop)
    {
        if (reading.Expression is not { } expression)
        {
            return new Judgement(false, reading.Diagnostics.Count == 0
                ? "it was refused without a word."
                : Complaint(reading.Diagnostics, Lines(text)));
        }

        if (reading.Diagnostics.Count > 0)
        {
            return new Judgement(true, $"it was read although {reading.Diagnostics[0]}");
        }

        string Run(Func<Frame, Value> way, int steps) => Outcome(scope, values, way, steps, stop);
        var compiled = expression.Compile();
        var complaint = Difference(steps => Run(expression.Interpret, steps), "compiled", steps => Run(compiled.Evaluate, steps));
        return new Judgement(true, complaint is null && asMachineCode
            ? Difference(steps => Run(expression.Interpret, steps), "as machine code", steps => Run(compiled.WarmUp().Evaluate, steps))
            : complaint);
    }

    /// <summary>What another way of working it out gives that interpreting it does not.</summary>
    /// <remarks>What is unknown is worked out twice when it is compiled, so that one way may run out of steps before the other.</remarks>
    internal static string? Difference(Func<int, string> interpret, string other, Func<int, string> run)
    {
        var (first, second) = (interpret(Steps), run(Steps));
        if (first != second && (first == OutOfSteps || second == OutOfSteps))
        {
            (first, second) = (interpret(MoreSteps), run(MoreSteps));
        }

        return first == second ? null : $"interpreted it gives {Cut(first)} and {other} {Cut(second)}.";
    }

    private static string OutOfSteps => nameof(FeelLimit.Steps);

    // What is unknown is compared by the facts it misses, which its text does not show.
    private static string Outcome(Scope scope, Value[] values, Func<Frame, Value> run, int steps, CancellationToken stop)
    {
        var frame = new Frame(scope) { StepsLeft = steps, Cancellation = stop };
        for (var i = 0; i < values.Length; i++)
        {
            frame[i] = values[i];
        }

        try
        {
            var value = run(frame);
            return value.IsUnknown ? $"{value} for want of {string.Join(", ", value.Missing)}" : value.ToString();
        }
        catch (FeelLimitException stopped)
        {
            return stopped.Limit.ToString();
        }
    }

    private static string Cut(string text) => text.Length <= Shown ? text : text[..Shown] + "...";

    [GeneratedRegex("^PAR[0-9]{3}$")]
    private static partial Regex Code();

    [GeneratedRegex("\r\n|\r|\n")]
    private static partial Regex LineEnd();
}
