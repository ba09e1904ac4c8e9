using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Machine;

/// <summary>Works out whether a condition holds.</summary>
internal delegate Ternary MachineTest(Frame frame);

/// <summary>Works out how far a rule comes.</summary>
internal delegate int MachineRule(Frame frame);

/// <summary>Works out a whole number or a day; <see cref="Calls.NoAnswer"/> where it is not known.</summary>
internal delegate long MachineMeasure(Frame frame);

/// <summary>Works out a value.</summary>
internal delegate Value MachineRun(Frame frame);

/// <summary>
/// Makes machine code of expressions whose types are known, for the case that nearly always holds: every fact is there and of its
/// declared type. Where one is not, it hands the whole expression over to <see cref="Code"/>, which knows null and unknown.
/// </summary>
internal static class MachineCode
{
    // The compiler of .NET takes its time over long methods, and what is long runs long in any case.
    private const int MostParts = 400;
    private const int MostPartsOfARule = 1_200;

    /// <summary>Machine code for a condition; null when too little about its types is known to be worth it.</summary>
    public static MachineTest? Test(Node root, Func<Node, Code> rest, SourcePosition at)
    {
        if (!TestEmitter.IsOwn(root) || root.IsLargerThan(MostParts))
        {
            return null;
        }

        return Make<MachineTest>(typeof(Ternary), root, rest, at, emitter => emitter.WriteTest(root));
    }

    /// <summary>Machine code for a value; null when too little about its types is known, or when it only stands somewhere.</summary>
    public static MachineRun? Run(Node root, Func<Node, Code> rest, SourcePosition at)
    {
        if (root is Constant or SlotName or LocalName or PathTo { Shape: not null } || !Raws.IsOwn(root) || Raws.Of(root) is Raw.Flag or Raw.List || root.IsLargerThan(MostParts))
        {
            return null;
        }

        return Make<MachineRun>(typeof(Value), root, rest, at, emitter => emitter.WriteRun(root));
    }

    /// <summary>Machine code for a whole version of a rule; null when it would be too long.</summary>
    /// <param name="rule">The version.</param>
    /// <param name="alike">What it asks alike with others.</param>
    /// <param name="shared">Machine code of other rules that may serve.</param>
    public static MachineRule? Rule(FusedRule rule, Alike alike, SharedCode shared)
    {
        if (rule.Size(MostPartsOfARule) >= MostPartsOfARule)
        {
            return null;
        }

        var method = Method(typeof(int));
        var area = rule.Opening.Area;
        var compiler = area.Compiler();
        var held = new Held(compiler.Make(area.Root), area.Source.PositionAt(0)) { OnceKey = rule.Opening.Key };
        new RuleEmitter(method.GetILGenerator(), held, alike, node => compiler.Make(node), expression => compiler = expression.Compiler()).Write(rule);
        shared.Share(held);
        var made = shared.For(rule, alike, method).CreateDelegate<MachineRule>(held);
        RuntimeHelpers.PrepareDelegate(made);
        return made;
    }

    /// <summary>Machine code for one question of a <see cref="Sheet"/>.</summary>
    public static MachineRule Question(FusedRule of, IReadOnlyList<CheckedExpression> anyOf, int known, Alike alike, SharedCode shared) => Part<MachineRule>(
        $"?{known} {SharedCode.Build(anyOf, alike)}", typeof(int), anyOf[0], alike, shared, emitter => emitter.WriteQuestion(of, anyOf, known));

    /// <summary>Machine code for where several questions about a list start.</summary>
    public static MachineMeasure Start(FusedRule of, CheckedExpression test, int known, Alike alike, SharedCode shared)
    {
        var quantified = (Quantified)test.Root;
        var first = quantified with { Condition = ((Joined)quantified.Condition) with { Parts = ((Joined)quantified.Condition).Parts[..known] } };
        return Part<MachineMeasure>(
            $"[{known} {SharedCode.Build(first, alike)}", typeof(long), test, alike, shared, emitter => emitter.WriteStart(of, test, known));
    }

    /// <summary>Machine code for a number that several conditions compare.</summary>
    public static MachineMeasure Measure(FusedRule of, CheckedExpression within, Node value, Alike alike, SharedCode shared) => Part<MachineMeasure>(
        "# " + SharedCode.Build(value, alike), typeof(long), within, alike, shared, emitter => emitter.WriteMeasure(of, within, value));

    /// <summary>Machine code for what must be known before a rule opens.</summary>
    public static MachineRule Opening(FusedRule rule, Alike alike, SharedCode shared) => Part<MachineRule>(
        "@ " + SharedCode.Build(rule.Opening, alike), typeof(int), rule.Opening.Area, alike, shared, emitter => emitter.WriteOpening(rule), rule.Opening.Key);

    private static T Part<T>(string words, Type gives, CheckedExpression first, Alike alike, SharedCode shared, Action<RuleEmitter> write, Func<Frame, string>? key = null)
        where T : Delegate
    {
        var method = Method(gives);
        var compiler = first.Compiler();
        var held = new Held(compiler.Make(first.Root), first.Source.PositionAt(0)) { OnceKey = key };
        write(new RuleEmitter(method.GetILGenerator(), held, alike, node => compiler.Make(node), expression => compiler = expression.Compiler()));
        return shared.Made<T>(shared.For(words, method), held);
    }

    private static DynamicMethod Method(Type gives) =>
        new("expression", gives, [typeof(Held), typeof(Frame)], typeof(MachineCode).Module, skipVisibility: true) { InitLocals = false };

    private static T Make<T>(Type gives, Node root, Func<Node, Code> rest, SourcePosition at, Action<MethodEmitter> write)
        where T : Delegate
    {
        var method = Method(gives);
        var emitter = new MethodEmitter(method.GetILGenerator(), new Held(rest(root), at), rest);
        write(emitter);
        var made = method.CreateDelegate<T>(emitter.Held);
        RuntimeHelpers.PrepareDelegate(made);
        return made;
    }
}
