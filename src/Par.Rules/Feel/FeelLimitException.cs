using Par.Rules.Diagnostics;

namespace Par.Rules.Feel;

/// <summary>Which limit an evaluation ran into.</summary>
public enum FeelLimit
{
    /// <summary>It took more steps than it was given.</summary>
    Steps,

    /// <summary>Functions called one another more deeply than allowed.</summary>
    Nesting,

    /// <summary>The caller asked it to stop.</summary>
    Cancelled,
}

/// <summary>An evaluation was stopped at a limit. It is the only way in which FEEL itself fails while running.</summary>
public sealed class FeelLimitException : Exception
{
    /// <summary>The limit and the place in the expression where it was met.</summary>
    public FeelLimitException(FeelLimit limit, SourcePosition at)
        : base($"{at}: {Text(limit)}")
    {
        Limit = limit;
        At = at;
    }

    /// <summary>Which limit it was.</summary>
    public FeelLimit Limit { get; }

    /// <summary>Where in the expression.</summary>
    public SourcePosition At { get; }

    private static string Text(FeelLimit limit) => limit switch
    {
        FeelLimit.Steps => "the expression took more steps than it may. Look for loops within loops over long lists.",
        FeelLimit.Nesting => "functions call one another too deeply. Look for a function that calls itself without an end.",
        _ => "the evaluation was stopped by its caller. Evaluate it again when there is time.",
    };
}
