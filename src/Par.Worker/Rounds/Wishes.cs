using Par.Rules.Evaluation;
using Par.Worker.Decisions;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;

namespace Par.Worker.Rounds;

/// <summary>Turns findings that are due into what is to be opened.</summary>
internal static class Wishes
{
    /// <summary>In the order of the events' identities, so that two workers never wait for each other in a ring.</summary>
    public static IReadOnlyList<DossierToOpen> Of(IReadOnlyList<DecidedQuestion> decided, string bookHash, LocalTime localTime) =>
    [
        .. from decision in decided
           where decision.Finding is Finding.Due && decision.InShadow is null
           orderby decision.Question.Event.Key, decision.Question.Rule.Id
           select Of(decision, bookHash, localTime),
    ];

    /// <summary>What one finding that is due would open.</summary>
    public static DossierToOpen Of(DecidedQuestion decision, string bookHash, LocalTime localTime)
    {
        var due = (Finding.Due)decision.Finding;
        var (life, opening) = (decision.Question.Event, due.Opening);
        return new DossierToOpen
        {
            Finding = decision.Id,
            Registry = life.Registry,
            EventUid = life.EventUid,
            Rule = decision.Question.Rule.Id,
            RuleVersion = due.Explanation.Version!.Value,
            BookHash = bookHash,
            Subject = life.Subject,
            Level = opening.Level,
            Procedure = opening.Procedure.Code,
            Agency = opening.Agency!.Id,
            OnceKey = opening.OnceKey,
            Gate = opening.Gate,
            BrakePerDay = decision.Question.Rule.Versions.First(version => version.Number == due.Explanation.Version).BrakePerDay,
            Tell = opening.Tell,
            Deadline = opening.Deadline?.Term,
            DeadlineFrom = opening.Deadline is { } deadline ? deadline.FromMoment ?? localTime.Start(deadline.FromDay!.Value) : null,
            DeadlineLaw = opening.Deadline?.Law,
            CutOff = opening.Deadline?.CutOff,
            PausedWhileWaiting = opening.Deadline is { PausedWhileWaiting: true },
            AnswerWithin = opening.AnswerWithin,
            RequestNeeded = opening.RequestNeeded,
            Prefill = ExplanationJson.Prefill(opening),
            Texts = ExplanationJson.Texts(due),
        };
    }
}
