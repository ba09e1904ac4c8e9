using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Worker.Decisions;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Outcomes;

namespace Par.Worker.Rounds;

/// <summary>What has become of a ground.</summary>
internal abstract record Ground
{
    private Ground()
    {
    }

    /// <summary>The rule is due on it, and this is what would be opened today.</summary>
    public sealed record Holds(DossierToOpen Now) : Ground;

    /// <summary>The rule is not due on it any more, or it never happened.</summary>
    public sealed record Fell(Wording Reason) : Ground;

    /// <summary>It may be other now, but the life event is no longer kept: a person must look.</summary>
    public sealed record CannotBeDerived : Ground;
}

/// <summary>The questions of a part of a round that were asked again and have an answer, and the events that never happened.</summary>
internal sealed class AskedAgain
{
    private readonly Dictionary<(EventKey Event, string Rule), Ground> answered = [];
    private readonly Agenda agenda;

    public AskedAgain(Agenda agenda, IReadOnlyList<DecidedQuestion> decided, string bookHash, LocalTime localTime)
    {
        this.agenda = agenda;
        foreach (var decision in decided.Where(decision => decision.Question.IsAskedAgain && decision.IsAnswered))
        {
            answered[(decision.Question.Event.Key, decision.Question.Rule.Id)] = decision.Finding is Finding.Due
                ? new Ground.Holds(Wishes.Of(decision, bookHash, localTime))
                : new Ground.Fell(CorrectionWords.NoLongerDue);
        }

        foreach (var question in agenda.Underivable)
        {
            answered[question] = new Ground.CannotBeDerived();
        }

        Reminds = agenda.Annulled.Count > 0
            || decided.Any(decision => decision.Question.IsAskedAgain && decision.Question.Rule.Versions.Any(version => version.Level == 1));
        Events = [.. answered.Keys.Select(key => key.Event).Concat(agenda.Annulled.Keys).Distinct().Order()];
    }

    /// <summary>The events on which something may stand that is other now, in their order.</summary>
    public IReadOnlyList<EventKey> Events { get; }

    /// <summary>False when no question that was asked again is one of a rule that ever reminds; for annulled events it is not known.</summary>
    public bool Reminds { get; }

    /// <summary>Null when nothing new is known about the ground.</summary>
    public Ground? Of(EventKey life, string rule) =>
        agenda.Annulled.ContainsKey(life) ? new Ground.Fell(CorrectionWords.Annulled) : answered.GetValueOrDefault((life, rule));
}
