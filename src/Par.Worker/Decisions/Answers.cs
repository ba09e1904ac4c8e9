using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>What came of questions.</summary>
/// <param name="Decided">The answers.</param>
/// <param name="Outside">Life events that were not decided, because they occurred before birth or after death; each with the sentence that says so.</param>
internal sealed record Answers(IReadOnlyList<DecidedQuestion> Decided, IReadOnlyDictionary<EventKey, string> Outside);
