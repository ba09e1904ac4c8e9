using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>Reads how a rule is used: with which others it competes, where it is tried out, and when a person must look.</summary>
internal sealed class UseReader(RuleReading reading)
{
    public ExclusiveGroup? Exclusive(MapReader rule)
    {
        if (rule.Inner("exclusive", RuleKeys.Exclusive) is not { } entry)
        {
            return null;
        }

        var group = entry.RequiredScalar("group");
        var rank = entry.RequiredWhole("rank");
        return group is null || !AtLeastOne(entry, "rank", rank) ? null : new ExclusiveGroup(group.Text, rank!.Value) { At = group.At };
    }

    public Pilot? Pilot(MapReader rule)
    {
        if (rule.Inner("pilot", RuleKeys.Pilot) is not { } entry)
        {
            return null;
        }

        var shadow = entry.Flag("shadow");
        if (shadow == entry.Has("areas"))
        {
            reading.Problems.Add(BookTexts.PilotForm(entry.At));
            return null;
        }

        reading.RefuseEmpty(entry, "areas");
        var areas = new List<string>();
        foreach (var node in entry.List("areas"))
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(YamlTexts.WrongKind(node.At, "'areas'", "a text", node.Kind));
            }
            else if (TriggerReader.Listed(reading.Catalogue.Areas, written, "area", "'areas' of agencies.yaml", reading) is { } area)
            {
                areas.Add(area.Id);
            }
        }

        return new Pilot(shadow, areas);
    }

    public int? Brake(MapReader rule)
    {
        if (rule.Inner("brake", RuleKeys.Brake) is not { } entry)
        {
            return null;
        }

        var perDay = entry.RequiredWhole("perDay");
        return AtLeastOne(entry, "perDay", perDay) ? perDay : null;
    }

    private bool AtLeastOne(MapReader entry, string key, int? number)
    {
        if (number is < 1)
        {
            reading.Problems.Add(BookTexts.TooSmall(entry.Scalar(key)!.At, $"'{key}'", number.Value));
        }

        return number is >= 1;
    }
}
