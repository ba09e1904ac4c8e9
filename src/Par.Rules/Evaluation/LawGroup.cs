using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Evaluation;

/// <summary>The day whose law counts, if it is one.</summary>
internal readonly record struct LawDay(bool IsDay, bool IsUnknown, DateOnly Day);

/// <summary>Rules that see the event alike and ask for the law of the same day.</summary>
internal sealed class LawGroup
{
    private readonly RuleExpression _lawDate;
    private readonly int _field;
    private readonly Era[] _eras;
    private Era _last;

    public LawGroup((Rule Rule, int Place)[] rules, SharedCode shared)
    {
        (Rules, Places) = (Array.ConvertAll(rules, one => one.Rule), Array.ConvertAll(rules, one => one.Place));
        _lawDate = Rules[0].LawDate;
        _field = _lawDate.Checked.Root is PathTo { Shape: not null, Source: SlotName { Slot: RuleReading.EventPlace } } path ? path.Index : -1;
        _eras = [.. Eras(Rules, Places, shared)];
        _last = _eras[^1];
    }

    public Rule[] Rules { get; }

    /// <summary>For each of them its place among all rules of the life event.</summary>
    public int[] Places { get; }

    /// <summary>How many names the expressions of a rule give themselves at most.</summary>
    public int Locals => _eras.Max(era => era.Locals);

    public void WarmUp()
    {
        foreach (var era in _eras)
        {
            era.WarmUp();
        }
    }

    // Most events ask for the law that the one before asked for.
    public Era EraOf(DateOnly day)
    {
        var last = _last;
        return last.Has(day) ? last : Find(day);
    }

    /// <summary>The day whose law counts: nearly always a field of the event.</summary>
    public LawDay LawOf(Record seen, Frame frame, CancellationToken cancellation)
    {
        if (_field >= 0 && seen.At(_field) is { Kind: ValueKind.Date } day)
        {
            return new LawDay(true, false, day.AsDate);
        }

        try
        {
            var found = _lawDate.Evaluate(frame);
            return new LawDay(found.Kind == ValueKind.Date, found.IsUnknown, found.Kind == ValueKind.Date ? found.AsDate : default);
        }
        catch (Exception problem) when (Evaluator.IsOfTheRule(problem))
        {
            cancellation.ThrowIfCancellationRequested();
            return default;
        }
    }

    private Era Find(DateOnly day)
    {
        var found = Array.Find(_eras, era => era.Has(day))!;
        _last = found;
        return found;
    }

    private static IEnumerable<Era> Eras(Rule[] rules, int[] places, SharedCode shared)
    {
        var plans = rules.Select(rule => rule.Versions.Select(version => new VersionPlan(version)).ToArray()).ToArray();
        var starts = plans.SelectMany(versions => versions).Select(plan => plan.Version)
            .SelectMany(version => new[] { version.From, version.Until is { } until && until < DateOnly.MaxValue ? until.AddDays(1) : DateOnly.MinValue })
            .Append(DateOnly.MinValue).Distinct().Order().ToArray();
        return starts.Select((start, i) => new Era(
            start,
            i + 1 < starts.Length ? starts[i + 1].AddDays(-1) : DateOnly.MaxValue,
            Array.ConvertAll(plans, versions => Array.FindLast(versions, plan => plan.Version.IsInForceOn(start))),
            rules[0].EventShape,
            rules[0].Subject.Shape,
            places,
            shared));
    }
}
