using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Checks how the rules of a book stand to one another: chains of outcomes must end, and the rules of a group must fit together.</summary>
internal static class BookChecks
{
    public static void Check(IReadOnlyList<Rule> rules, List<Diagnostic> problems)
    {
        CheckChains(rules, problems);
        CheckGroups(rules, problems);
    }

    private static void CheckChains(IReadOnlyList<Rule> rules, List<Diagnostic> problems)
    {
        var opening = rules.SelectMany(rule => Opened(rule).Select(code => (Code: code, Rule: rule))).ToLookup(link => link.Code, link => link.Rule, StringComparer.Ordinal);
        var listening = rules
            .SelectMany(rule => rule.Triggers.OfType<Trigger.OnOutcome>().Select(trigger => (trigger.Procedure.Code, Rule: rule, Trigger: trigger)))
            .ToLookup(link => link.Code, StringComparer.Ordinal);
        foreach (var link in listening.SelectMany(group => group))
        {
            if (opening[link.Code].FirstOrDefault() is not { } first)
            {
                problems.Add(BookTexts.NobodyOpens(link.Trigger.At!, link.Code));
            }
            else if (opening[link.Code].All(rule => rule.Subject != link.Rule.Subject))
            {
                problems.Add(RuleTexts.OtherSubject(link.Trigger.At!, link.Rule.Subject.Name, $"in '{first.Id}', which opens {link.Code}, it is", first.Subject.Name));
            }
        }

        // Depth first; a rule that is done leads into no circle that was not said before.
        var done = new HashSet<Rule>();
        var path = new List<(Rule Rule, string Procedure)>();
        foreach (var rule in rules)
        {
            Follow(rule);
        }

        void Follow(Rule rule)
        {
            if (!done.Contains(rule) && path.FindIndex(step => step.Rule == rule) < 0)
            {
                foreach (var procedure in Opened(rule))
                {
                    path.Add((rule, procedure));
                    foreach (var next in listening[procedure])
                    {
                        if (path.FindIndex(step => step.Rule == next.Rule) is var first and >= 0)
                        {
                            problems.Add(BookTexts.Circle(
                                next.Trigger.At!, path[first..].Select(step => $"'{step.Rule.Id}' opens {step.Procedure}").Append($"'{next.Rule.Id}' again")));
                        }
                        else
                        {
                            Follow(next.Rule);
                        }
                    }

                    path.RemoveAt(path.Count - 1);
                }

                done.Add(rule);
            }
        }
    }

    /// <summary>The procedures that versions of a rule open; a reminder opens nothing.</summary>
    private static IEnumerable<string> Opened(Rule rule) =>
        rule.Versions.Where(version => version.Level > 1).Select(version => version.Opening.Procedure.Code).Distinct(StringComparer.Ordinal);

    private static void CheckGroups(IReadOnlyList<Rule> rules, List<Diagnostic> problems)
    {
        var members = rules.SelectMany(rule => rule.Versions.Where(version => version.Exclusive is not null)
            .Select(version => (Rule: rule, Version: version, Group: version.Exclusive!))).ToList();
        var names = members.Select(member => member.Group.Group).Distinct(StringComparer.Ordinal).ToList();
        foreach (var group in members.GroupBy(member => member.Group.Group, StringComparer.Ordinal))
        {
            var first = group.First();
            if (group.All(member => member.Rule == first.Rule))
            {
                problems.Add(BookTexts.AloneInGroup(first.Group.At!, group.Key, Nearest.Name(group.Key, names.Where(name => name != group.Key))));
            }

            // All versions of the first rule count: the key of a later one must not part from the group's.
            var ofFirst = group.Where(member => member.Rule == first.Rule).ToList();
            foreach (var member in group.Where(member => member.Rule != first.Rule && ofFirst.Exists(one => !SameKey(one.Version, member.Version))))
            {
                problems.Add(BookTexts.OtherKey(member.Group.At!, group.Key, first.Rule.Id));
            }

            foreach (var rank in group.GroupBy(member => member.Group.Rank).Where(rank => rank.Select(member => member.Rule).Distinct().Count() > 1))
            {
                var second = rank.First(member => member.Rule != rank.First().Rule);
                problems.Add(BookTexts.RankTwice(second.Group.At!, group.Key, rank.Key, rank.First().Rule.Id));
            }
        }
    }

    // Whether two expressions give the same value is not known before they run; that they never can is.
    private static bool SameKey(RuleVersion one, RuleVersion other) =>
        one.Rule.Subject == other.Rule.Subject
        && one.Opening.Once.Count == other.Opening.Once.Count
        && one.Opening.Once.Zip(other.Opening.Once, (a, b) => MayBeTheSame(a.Checked.Type, b.Checked.Type)).All(same => same);

    private static bool MayBeTheSame(FeelType one, FeelType other) => one == FeelType.Any || other == FeelType.Any || one.ToString() == other.ToString();
}
