using System.Collections.Frozen;
using Par.Rules.Catalogue;

namespace Par.Rules.Books;

/// <summary>The rules in force, and the catalogue they speak of. A book never changes, and any number of threads may use it.</summary>
public sealed class RuleBook
{
    private readonly FrozenDictionary<string, int> _kinds;
    private readonly FrozenDictionary<string, Rule[]> _byLifeEvent;
    private readonly FrozenDictionary<(string Procedure, string Result), Rule[]> _byOutcome;
    private readonly FrozenDictionary<string, FactPlan> _factsByLifeEvent;

    internal RuleBook(RuleCatalogue catalogue, IReadOnlyList<Rule> rules, string hash)
    {
        Catalogue = catalogue;
        Rules = rules;
        Hash = hash;
        _byLifeEvent = rules
            .SelectMany(rule => rule.Triggers.OfType<Trigger.OnLifeEvent>().Select(trigger => (trigger.LifeEvent.Kind, Rule: rule)))
            .Distinct()
            .GroupBy(pair => pair.Kind, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Rule).ToArray(), StringComparer.Ordinal);
        _kinds = _byLifeEvent.Keys.Select((kind, place) => (kind, place)).ToFrozenDictionary(pair => pair.kind, pair => pair.place, StringComparer.Ordinal);
        _factsByLifeEvent = _byLifeEvent.ToFrozenDictionary(
            pair => pair.Key, pair => FactPlan.Union(pair.Value.Select(rule => rule.Facts)), StringComparer.Ordinal);
        _byOutcome = rules
            .SelectMany(rule => rule.Triggers.OfType<Trigger.OnOutcome>().Select(trigger => (Key: (trigger.Procedure.Code, trigger.Result), Rule: rule)))
            .Distinct()
            .GroupBy(pair => pair.Key)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Rule).ToArray());
        MissingTriggers = [.. rules.SelectMany(rule => rule.Triggers.OfType<Trigger.WhenMissing>().Select(trigger => new MissingTrigger(rule, trigger)))];
        DateTriggers = [.. rules.SelectMany(rule => rule.Triggers.OfType<Trigger.OnDay>().Select(trigger => new DateTrigger(rule, trigger)))];
    }

    /// <summary>What the rules may speak of.</summary>
    public RuleCatalogue Catalogue { get; }

    /// <summary>All rules, by id.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Names this book and no other: SHA-256 over the paths and texts of its files, in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The rules that the calendar sets off.</summary>
    public IReadOnlyList<DateTrigger> DateTriggers { get; }

    /// <summary>The rules that wait for a life event which should follow another.</summary>
    public IReadOnlyList<MissingTrigger> MissingTriggers { get; }

    /// <summary>The rules that the end of a dossier sets off, by its procedure and result, in the order of their ids.</summary>
    public IReadOnlyList<Rule> RulesForOutcome(string procedure, string result) => _byOutcome.GetValueOrDefault((procedure, result)) ?? [];

    /// <summary>How many kinds of life event set off rules.</summary>
    internal int Kinds => _kinds.Count;

    /// <summary>The place of a kind of life event among those that set off rules; -1 when it sets off none.</summary>
    internal int PlaceOf(string lifeEventKind) => _kinds.TryGetValue(lifeEventKind, out var place) ? place : -1;

    /// <summary>The rules that look at a kind of life event, in the order of their ids.</summary>
    public IReadOnlyList<Rule> RulesFor(string lifeEventKind) => _byLifeEvent.GetValueOrDefault(lifeEventKind) ?? [];

    /// <summary>The fewest facts that all rules together need for a kind of life event.</summary>
    public FactPlan FactsFor(string lifeEventKind) => _factsByLifeEvent.GetValueOrDefault(lifeEventKind) ?? FactPlan.Nothing;

    /// <summary>The rule of that id, or null.</summary>
    public Rule? Rule(string id) => Rules.FirstOrDefault(rule => rule.Id == id);
}
