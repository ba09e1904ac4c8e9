using System.Numerics;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Evaluation;

/// <summary>The rules of an era that are judged together: what they ask alike is asked once, and the verdicts are read off the answers.</summary>
internal sealed class RuleSheet
{
    /// <summary>How many rules one sheet takes.</summary>
    public const int Most = 64;

    private readonly Sheet _sheet;
    private readonly RuleRow[] _rows;
    private readonly MachineRule[] _openings;

    private RuleSheet(Sheet sheet, int alike, RuleRow[] rows, MachineRule[] openings) => (_sheet, Alike, _rows, _openings) = (sheet, alike, rows, openings);

    /// <summary>How many parts of questions are asked more than once.</summary>
    public int Alike { get; }

    /// <summary>A sheet for those of the rules that fit; null when it would not be worth it.</summary>
    public static RuleSheet? Of(FusedRule?[] rules, VersionPlan?[] plans, int[] places, SharedCode shared)
    {
        FusedRule?[] some = [.. rules.Take(Most)];
        var maker = new SheetMaker(some, shared);
        if (maker.Make() is not { } sheet)
        {
            return null;
        }

        var none = Feel.Machine.Alike.In(Array.Empty<FusedRule>());
        var (openings, words, inRules) = (new List<MachineRule>(), new List<string>(), maker.PlacesInRules);
        var rows = some.Select((rule, i) =>
        {
            if (sheet.Rules[i] == 0)
            {
                return default;
            }

            var written = rule!.Opening.Words() ?? $"only {i}";
            var opening = words.IndexOf(written);
            if (opening < 0)
            {
                opening = words.Count;
                words.Add(written);
                openings.Add(MachineCode.Opening(rule, none, shared));
            }

            return new RuleRow(plans[i]!.Version, inRules[i], opening, places[i]);
        }).ToArray();
        return new RuleSheet(sheet, maker.AlikeCount, rows, [.. openings]);
    }

    /// <summary>Whether a rule is on the sheet.</summary>
    public bool Has(int rule) => rule < _rows.Length && _sheet.Rules[rule] != 0;

    /// <summary>Judges the rules on the sheet; gives those, by their places, that it could judge.</summary>
    public ulong Judge(Frame frame, Span<Verdict> verdicts)
    {
        var (holds, unknown) = _sheet.Ask(frame);
        var (judged, opened, key) = (0UL, -1, (string?)null);
        var rows = _rows;
        var rules = _sheet.Rules.AsSpan(0, rows.Length);
        for (var i = 0; i < rules.Length; i++)
        {
            var open = rules[i] & ~holds;
            ref readonly var row = ref rows[i];
            if (open != 0)
            {
                var first = unchecked(open & (0 - open));
                if ((first & unknown) == 0)
                {
                    var place = (int)(row.PlacesInRule >> (8 * BitOperations.PopCount(rules[i] & (first - 1)))) & byte.MaxValue;
                    verdicts[row.Place] = new Verdict(VerdictOutcome.NotDue, row.Version, place);
                    judged |= 1UL << i;
                }
            }
            else if (rules[i] != 0)
            {
                if (row.Opening != opened)
                {
                    opened = row.Opening;
                    frame.Key = null;
                    key = _openings[opened](frame) == FusedRule.Due ? frame.Key : null;
                }

                if (key is not null)
                {
                    verdicts[row.Place] = new Verdict(VerdictOutcome.Due, row.Version, onceKey: key);
                    judged |= 1UL << i;
                }
            }
        }

        return judged;
    }
}
