using Par.Rules.Diagnostics;

namespace Par.Rules.Dmn;

/// <summary>A model could not decide from what it was given: rules contradict one another, or a value is not allowed. Somebody must look at it.</summary>
internal sealed class DecisionFailedException(IReadOnlyList<Diagnostic> problems, SourcePosition askedAt)
    : Exception($"{string.Join(' ', problems.Select(found => $"{found.At}: {found.Problem} {found.Mend}"))} It was asked at {askedAt}.");
