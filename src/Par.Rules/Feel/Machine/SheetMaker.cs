using System.Numerics;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel.Machine;

/// <summary>A condition of a rule on a sheet: the question, whether it must be answered with no, and its place among the conditions of the rule.</summary>
internal readonly record struct Asking(int Question, bool Turned, int Place);

/// <summary>Puts rules on a sheet. A rule fits when every condition must hold, or must not, and machine code can test them all; others are judged one by one.</summary>
internal sealed class SheetMaker
{
    // A rule's own order of conditions is kept in eight bits each.
    private const int MostConditions = 8;
    private const int MostPlaces = 255;
    private const int MostParts = 400;

    private readonly List<(string Words, FusedRule Of, IReadOnlyList<CheckedExpression> AnyOf)> _questions = [];
    private readonly List<List<Asking>?> _rules = [];
    private readonly SharedCode _shared;
    private ulong[] _masks = [];

    public SheetMaker(FusedRule?[] rules, SharedCode shared)
    {
        _shared = shared;
        foreach (var rule in rules)
        {
            _rules.Add(rule is null ? null : AskedBy(rule));
        }
    }

    /// <summary>For each rule the places of its conditions among all of the rule, eight bits for each.</summary>
    public ulong[] PlacesInRules => [.. _rules.Select(asked => asked is null ? 0 : asked.Select((one, i) => (ulong)one.Place << (8 * i)).Aggregate(0UL, (all, one) => all | one))];

    /// <summary>The sheet; null when fewer than two rules fit.</summary>
    public Sheet? Make()
    {
        var bits = new Dictionary<(int Question, bool Turned), ulong>();
        Place(bits);
        if (_rules.Count(asked => asked is not null) < 2)
        {
            return null;
        }

        var (measures, thresholds, moving, questions) = (new List<Measure>(), new List<Threshold>(), new List<Moving>(), new List<Questions>());
        var all = _questions.Select((question, i) => (question.Of, question.AnyOf, Yes: bits.GetValueOrDefault((i, false)), No: bits.GetValueOrDefault((i, true))))
            .Where(question => (question.Yes | question.No) != 0)
            .Select(question => (question.Of, question.AnyOf, question.Yes, question.No, Test: question.AnyOf is [var only] ? ThresholdTest.Of(only.Root) : null)).ToList();
        var alike = Alike.In(all.SelectMany(question => question.AnyOf).Select(test => test.Root));
        AlikeCount = alike.Count;
        var daySlot = all.Select(question => question.Test?.Day?.On).OfType<SlotName>().Select(day => day.Slot).FirstOrDefault(-1);
        bool IsMeasured(ThresholdTest? test) => test is { Day: null } || (test is { Day.On: SlotName day } && day.Slot == daySlot);
        foreach (var measured in all.Where(question => IsMeasured(question.Test)).GroupBy(question => (Alike.Words(question.Test!.Value, [])!, question.Test.Day is not null, question.Test.Day?.IsAge)))
        {
            var (first, start) = (measured.First(), thresholds.Count);
            foreach (var (_, _, yes, no, test) in measured)
            {
                if (test!.Day is { } day)
                {
                    moving.Add(new Moving(thresholds.Count, day, yes, no));
                }

                thresholds.Add(new Threshold(test.First, test.Last, yes, no));
            }

            measures.Add(new Measure(
                MachineCode.Measure(first.Of, first.AnyOf[0], first.Test!.Value, alike, _shared),
                start,
                thresholds.Count - start,
                measured.Aggregate(0UL, (places, one) => places | one.Yes | one.No),
                measured.Key.Item2,
                measured.Key.IsAge ?? false));
        }

        var rest = all.Where(question => !IsMeasured(question.Test)).ToList();
        var beginnings = new Beginnings(rest.Select(question => question.AnyOf));
        foreach (var some in rest.GroupBy(question => beginnings.Of(question.AnyOf)).OrderBy(some => some.Min(question => BitOperations.TrailingZeroCount(question.Yes | question.No))))
        {
            var (first, known) = (some.First(), some.Count() == 1 ? 0 : some.Key.Known);
            questions.Add(new Questions(
                known == 0 ? null : MachineCode.Start(first.Of, first.AnyOf[0], known, alike, _shared),
                some.Aggregate(0UL, (places, one) => places | one.Yes | one.No),
                some.Aggregate(0UL, (places, one) => places | one.No),
                [.. some.Select(question => new Question(MachineCode.Question(question.Of, question.AnyOf, known, alike, _shared), question.Yes, question.No))]));
        }

        return new Sheet(_masks, [.. measures], [.. thresholds], [.. moving], moving.Count > 0 ? daySlot : -1, [.. questions]);
    }

    /// <summary>How many parts of questions are asked more than once.</summary>
    public int AlikeCount { get; private set; }

    // What a rule asks; null when it does not fit.
    private List<Asking>? AskedBy(FusedRule rule)
    {
        var (asked, own) = (new List<Asking>(), rule.Own);
        foreach (var part in rule.Parts)
        {
            if (!Add(part, rule, own, asked))
            {
                return null;
            }
        }

        return asked.Count is > 0 and <= MostConditions && !rule.OfOpening.Any(one => one.Root.AndAllWithin.Any(node => node is SlotName slot && own.Contains(slot.Slot))) ? asked : null;
    }

    private bool Add(Fused part, FusedRule rule, HashSet<int> own, List<Asking> asked) => part switch
    {
        Fused.One one => Add([one], false, one.Place, rule, own, asked),
        Fused.Group { Any: true, Turned: true } none => none.Parts.All(inner => inner is Fused.One one && Add([one], true, one.Place, rule, own, asked)),
        Fused.Group { Any: false, Turned: false } all => all.Parts.All(inner => Add(inner, rule, own, asked)),
        Fused.Group { Any: true } any when any.Parts.All(inner => inner is Fused.One) && any.Parts.Count > 0 =>
            Add([.. any.Parts.Cast<Fused.One>()], false, ((Fused.One)any.Parts[^1]).Place, rule, own, asked),
        _ => false,
    };

    private bool Add(IReadOnlyList<Fused.One> anyOf, bool turned, int place, FusedRule rule, HashSet<int> own, List<Asking> asked)
    {
        var words = new List<string>();
        foreach (var one in anyOf)
        {
            if (place > MostPlaces || !TestEmitter.IsOwn(one.Test.Root) || one.Test.Root.IsLargerThan(MostParts) || Alike.Words(one.Test.Root, own) is not { } written)
            {
                return false;
            }

            words.Add(written);
        }

        var key = string.Join('|', words);
        var question = _questions.FindIndex(known => known.Words == key);
        if (question < 0)
        {
            question = _questions.Count;
            _questions.Add((key, rule, [.. anyOf.Select(one => one.Test)]));
        }

        asked.Add(new Asking(question, turned, place));
        return true;
    }

    // What comes later in any rule gets a later place. Where two rules ask in opposite orders, one of the questions gets a second place.
    private void Place(Dictionary<(int, bool), ulong> bits)
    {
        var depths = _rules.OfType<List<Asking>>().SelectMany(asked => asked.Select((one, depth) => (Key: (one.Question, one.Turned), depth)))
            .GroupBy(one => one.Key).Select(one => (one.Key, Depth: one.Max(each => each.depth)));
        var count = 0;
        foreach (var (key, _) in depths.OrderBy(one => one.Depth).Take(Sheet.Places))
        {
            bits[key] = 1UL << count++;
        }

        _masks = new ulong[_rules.Count];
        for (var i = 0; i < _rules.Count; i++)
        {
            if (_rules[i] is not { } asked)
            {
                continue;
            }

            var (last, mask) = (-1, 0UL);
            foreach (var (question, turned, _) in asked)
            {
                var fitting = bits.GetValueOrDefault((question, turned)) & (last >= Sheet.Places - 1 ? 0 : ulong.MaxValue << (last + 1));
                if (fitting == 0 && count < Sheet.Places)
                {
                    fitting = 1UL << count++;
                    bits[(question, turned)] = bits.GetValueOrDefault((question, turned)) | fitting;
                }

                if (fitting == 0)
                {
                    mask = 0;
                    break;
                }

                last = BitOperations.TrailingZeroCount(fitting);
                mask |= 1UL << last;
            }

            _masks[i] = mask;
            _rules[i] = mask == 0 ? null : asked;
        }
    }
}
