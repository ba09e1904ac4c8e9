using System.Text.RegularExpressions;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Fuzz.Feel;

/// <summary>
/// What must hold for any text at all: it is read or refused with diagnostics that have a place, a problem and a mend;
/// what was read runs within its budget, and gives compiled what it gives interpreted.
/// </summary>
public static partial class FuzzCheck
{
    private const int Steps = 20_000;
    private const int Shown = 300;

    /// <summary>What does not hold, in one sentence; null when all does.</summary>
    public static string? Complaint(string text, Scope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scope);
        var reading = Par.Rules.Feel.Feel.Read(SourceText.Bare(text), scope);
        if (reading.Expression is not { } expression)
        {
            return reading.Diagnostics.Count == 0 ? "it was refused without a word." : reading.Diagnostics.Select(found => Complaint(found, text)).FirstOrDefault(found => found is not null);
        }

        if (reading.Diagnostics.Count > 0)
        {
            return $"it was read although {reading.Diagnostics[0]}";
        }

        var interpreted = Outcome(scope, expression.Interpret, stop);
        var compiled = Outcome(scope, expression.Compile().Evaluate, stop);
        return interpreted == compiled ? null : $"interpreted it gives {Cut(interpreted)} and compiled {Cut(compiled)}.";
    }

    private static string? Complaint(Diagnostic found, string text)
    {
        var lines = text.Split('\n');
        if (found.At.Line < 1 || found.At.Line > lines.Length || found.At.Column < 1 || found.At.Column > lines[found.At.Line - 1].Length + 1)
        {
            return $"this has no place in it: {found}";
        }

        return Code().IsMatch(found.Code) && found.Problem.EndsWith('.') && !string.IsNullOrWhiteSpace(found.Mend) ? null : $"this is no full message: {found}";
    }

    private static string Outcome(Scope scope, Func<Frame, Value> run, CancellationToken stop)
    {
        try
        {
            return run(new Frame(scope) { StepsLeft = Steps, Cancellation = stop }).ToString();
        }
        catch (FeelLimitException stopped)
        {
            return stopped.Limit.ToString();
        }
    }

    private static string Cut(string text) => text.Length <= Shown ? text : text[..Shown] + "...";

    [GeneratedRegex("^PAR[12][0-9]{2}$")]
    private static partial Regex Code();
}
