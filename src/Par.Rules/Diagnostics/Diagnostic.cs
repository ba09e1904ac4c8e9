namespace Par.Rules.Diagnostics;

/// <summary>One thing wrong in a rule file: the place, the problem and the mend.</summary>
public sealed record Diagnostic
{
    /// <summary>The number of the kind of problem: PAR0xx rule files, PAR1xx reading conditions, PAR2xx types in conditions.</summary>
    public required string Code { get; init; }

    /// <summary>Where the problem is.</summary>
    public required SourcePosition At { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public required string Problem { get; init; }

    /// <summary>How to mend it, in one sentence.</summary>
    public required string Mend { get; init; }

    /// <summary>The name of the catalogue that is missing, where that is the problem.</summary>
    internal string? Missing { get; init; }

    /// <summary>The form that compilers print, so that editors and CI make it a link.</summary>
    public override string ToString() => $"{At}: error {Code}: {Problem} {Mend}";
}
