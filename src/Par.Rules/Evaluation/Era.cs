using Par.Rules.Books;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;

namespace Par.Rules.Evaluation;

/// <summary>
/// The days on which the same versions of some rules are in force. They are judged step by step at first, and once that has happened often enough by machine code,
/// a method for each, for the case that nearly always holds: every fact being there.
/// </summary>
/// <param name="from">The first day.</param>
/// <param name="until">The last day.</param>
/// <param name="versions">For each rule the version in force; null where none is.</param>
/// <param name="lifeEvent">The shape of the life event, as the rules see it.</param>
/// <param name="subject">The shape of the subject.</param>
/// <param name="places">For each rule its place among all rules of the life event.</param>
/// <param name="shared">Machine code of other rules that may serve.</param>
internal sealed class Era(DateOnly from, DateOnly until, VersionPlan?[] versions, RecordShape lifeEvent, RecordShape subject, int[] places, SharedCode shared)
{
    /// <summary>Machine code takes some milliseconds to make and saves some microseconds a run.</summary>
    private const int RunsBeforeMachineCode = 2_000;

    private MachineRule?[]? _machine;
    private int _alike;
    private int _runs;

    public VersionPlan?[] Plans => versions;

    /// <summary>For each rule the version in force; null where none is.</summary>
    public RuleVersion?[] Versions { get; } = Array.ConvertAll(versions, plan => plan?.Version);

    /// <summary>The rules that are judged together, once there is machine code; null where none are.</summary>
    public RuleSheet? Sheet { get; private set; }

    /// <summary>How many names the expressions of a version give themselves at most.</summary>
    public int Locals { get; } = versions.Max(version => version?.Locals ?? 0);

    public bool Has(DateOnly day) => from <= day && day <= until;

    /// <summary>Makes the machine code now, instead of after some runs.</summary>
    public void WarmUp()
    {
        _runs = RunsBeforeMachineCode;
        var rules = Array.ConvertAll(versions, version => version?.Fuse(lifeEvent, subject));
        var sheet = RuleSheet.Of(rules, versions, places, shared);
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i] = sheet is not null && sheet.Has(i) ? null : rules[i];
        }

        var alike = Alike.In(rules.OfType<FusedRule>());
        var machine = Array.ConvertAll(rules, rule => rule is null ? null : MachineCode.Rule(rule, alike, shared));
        (_alike, Sheet) = (Math.Max(alike.Count, sheet?.Alike ?? 0), sheet);
        Volatile.Write(ref _machine, machine);
    }

    /// <summary>
    /// The machine code, for each rule that has one, with the frame made ready for it; null while there is none yet, or when the subject is no record of its shape.
    /// </summary>
    public MachineRule?[]? Begin(Frame frame, Record seen)
    {
        if (Volatile.Read(ref _machine) is not { } machine)
        {
            if (_runs < RunsBeforeMachineCode && ++_runs == RunsBeforeMachineCode)
            {
                WarmUp();
            }

            return null;
        }

        if (frame.Slots[RuleReading.SubjectPlace].RecordOf(subject) is not { } record)
        {
            return null;
        }

        (frame.First, frame.Second) = (seen.RawValues, record.RawValues);
        frame.Reserve(Locals);
        if (frame.Asked.Length < _alike)
        {
            (frame.Asked, frame.Kept) = (new int[_alike], new long[_alike]);
        }

        ForgetAsked(frame);
        return machine;
    }

    /// <summary>Forgets what came of the parts that rules ask alike: those on the sheet and the others number them each in their own way.</summary>
    public void ForgetAsked(Frame frame) => frame.Asked.AsSpan(0, _alike).Clear();
}
