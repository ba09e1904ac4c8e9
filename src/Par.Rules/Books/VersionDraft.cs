using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>One document of a rule file, with the days it is in force: they must be known for all before any is read.</summary>
internal sealed class VersionDraft
{
    public VersionDraft(MapReader map, List<Diagnostic> problems)
    {
        Map = map;
        Id = map.RequiredScalar("rule");
        Number = map.RequiredWhole("version");
        if (map.RequiredInner("inForce", RuleKeys.InForce) is { } inForce)
        {
            InForceAt = inForce.At;
            From = inForce.RequiredDay("from");
            Until = inForce.Day("until");
            if (Until < From)
            {
                problems.Add(RuleTexts.EndsBeforeStart(inForce.At, Words.Iso(From.Value), Words.Iso(Until.Value)));
            }
        }
    }

    public MapReader Map { get; }

    public YamlScalar? Id { get; }

    public int? Number { get; }

    public SourcePosition? InForceAt { get; }

    public DateOnly? From { get; }

    /// <summary>The last day: as written, or the day before the next version.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Puts the versions of one file in order, and reports those that overlap. Between two of them the rule may be out of force.</summary>
    public static void Order(IReadOnlyList<VersionDraft> drafts, List<Diagnostic> problems)
    {
        if (drafts.Count > 0 && drafts[0].Number is { } first && first != 1)
        {
            problems.Add(RuleTexts.FirstVersion(drafts[0].Map.Scalar("version")!.At, first));
        }

        for (var i = 1; i < drafts.Count; i++)
        {
            drafts[i].Follow(drafts[i - 1], problems);
        }
    }

    private void Follow(VersionDraft before, List<Diagnostic> problems)
    {
        if (Id is not null && before.Id is not null && Id.Text != before.Id.Text)
        {
            problems.Add(RuleTexts.OtherRuleInFile(Id.At, Id.Text, before.Id.Text));
        }

        if (Number is { } number && before.Number is { } numberBefore && number <= numberBefore)
        {
            problems.Add(RuleTexts.VersionOrder(Map.Scalar("version")!.At, number, numberBefore));
        }

        if (From is not { } from || before.From is not { } fromBefore)
        {
            return;
        }

        var (own, other) = (Number ?? 0, before.Number ?? 0);
        if (from <= fromBefore)
        {
            problems.Add(RuleTexts.SameStart(InForceAt!, own, Words.Iso(from), other));
        }
        else if (before.Until is not { } until)
        {
            before.Until = from.AddDays(-1);
        }
        else if (until >= from)
        {
            problems.Add(RuleTexts.Overlap(InForceAt!, own, Words.Iso(from), other, Words.Iso(until)));
        }
    }
}
