using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>Reads a trigger that waits for a life event which should follow another.</summary>
internal static class MissingReader
{
    public static Trigger.WhenMissing? Read(Entity? subject, MapReader entry, RuleReading reading)
    {
        var missing = LifeEvent("missing", entry, reading);
        var after = LifeEvent("after", entry, reading);
        var within = entry.Scalar("within");
        var span = new CalendarSpan(0, 0);
        if (within is not null && !CalendarSpan.TryParse(within.Text, out span))
        {
            reading.Problems.Add(YamlTexts.NotADuration(within.At, within.Text, "P45D or P2M"));
        }
        else if (within is not null && span is { Months: <= 0, Days: <= 0 })
        {
            reading.Problems.Add(BookTexts.NotForward(within.At, within.Text));
        }

        if (missing is null || after is null || subject is null)
        {
            return null;
        }

        if (after.Subject != subject)
        {
            reading.Problems.Add(RuleTexts.OtherSubject(entry.Scalar("subject")!.At, subject.Name, $"of '{after.Kind}' it is", after.Subject.Name));
        }

        if (missing == after)
        {
            reading.Problems.Add(BookTexts.FollowsItself(entry.Scalar("missing")!.At, missing.Kind));
        }

        var same = Same(missing, after, entry, reading);
        if (same.Count == 0 && !entry.Has("same") && missing.Subject != after.Subject)
        {
            reading.Problems.Add(BookTexts.NothingToMatch(entry.At, missing.Kind, missing.Subject.Name, after.Kind, after.Subject.Name));
        }

        return new Trigger.WhenMissing(missing, after, span, same) { Subject = after.Subject, At = entry.At };
    }

    private static LifeEvent? LifeEvent(string key, MapReader entry, RuleReading reading) =>
        TriggerReader.Listed(reading.Catalogue.LifeEvents, entry.Scalar(key), "life event", "life-events.yaml", reading);

    private static List<string> Same(LifeEvent missing, LifeEvent after, MapReader entry, RuleReading reading)
    {
        var same = new List<string>();
        reading.RefuseEmpty(entry, "same");
        foreach (var node in entry.List("same"))
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'same'", "a text", node.Kind));
                continue;
            }

            var fields = new[] { missing, after }.Select(life => life.Fields.FirstOrDefault(known => known.Name == written.Text)).ToList();
            if (fields[0] is { } one && fields[1] is { } other && one.Type == other.Type)
            {
                same.Add(written.Text);
                continue;
            }

            var shared = missing.Fields.Where(known => after.Fields.Any(twin => twin.Name == known.Name && twin.Type == known.Type)).Select(known => known.Name).ToList();
            reading.Problems.Add(BookTexts.NotShared(written.At, written.Text, missing.Kind, after.Kind, Nearest.Name(written.Text, shared), shared));
        }

        return same;
    }
}
