namespace Par.Rules.Dmn.Kit;

/// <summary>How a case of the conformance kit came out.</summary>
public enum KitOutcome
{
    /// <summary>Every result is what the kit expects.</summary>
    Success,

    /// <summary>A result differs, or there is none.</summary>
    Error,

    /// <summary>The case does not apply to this engine.</summary>
    Ignored,
}

/// <summary>One case of the conformance kit, run.</summary>
/// <param name="Case">The case's id in its file.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Remark">Why it failed or was ignored; empty when it passed.</param>
public sealed record KitResult(string Case, KitOutcome Outcome, string Remark);
