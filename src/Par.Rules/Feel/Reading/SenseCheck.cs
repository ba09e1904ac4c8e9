using Par.Rules.Diagnostics;
using Par.Rules.Feel.Running;

namespace Par.Rules.Feel.Reading;

/// <summary>
/// Finds conditions that decide nothing: those that can never hold or always do, alone or beside the conditions around them, and with
/// them the branches that are never reached. Null and unknown count: what never holds may be null, but is never true.
/// </summary>
internal sealed class SenseCheck(SourceText source, Scope scope, List<Diagnostic> diagnostics)
{
    /// <summary>What nobody wrote by hand is not asked for its sense: it would take long.</summary>
    public const int MostParts = 2_000;

    /// <summary>Goes through a whole expression. One that speaks of no fact at all is a calculation, and has one result anyway.</summary>
    public void Whole(Node root) => Go(root, Known.Nothing);

    private void Go(Node node, Known around)
    {
        switch (node)
        {
            case If choice:
                Choice(choice, around);
                break;
            case Quantified quantified:
                foreach (var each in Loops.Sources(quantified.Iterations))
                {
                    Go(each, around);
                }

                Condition(quantified.Condition, around);
                break;
            case Filter { Condition: { } condition } filter when condition.Type == FeelType.Boolean:
                Go(filter.Source, around);
                Condition(condition, around);
                break;
            case Compared or Between or Meets or Joined or BuiltInCall { Function.Name: "not" }:
                Condition(node, around);
                break;
            default:
                foreach (var child in node.Children)
                {
                    Go(child, around);
                }

                break;
        }
    }

    private void Choice(If choice, Known around)
    {
        var said = diagnostics.Count;
        var answers = Condition(choice.Condition, around);
        var (then, otherwise) = (around.And(answers.True), around.And(answers.NotTrue));
        if (diagnostics.Count == said && otherwise.IsNowhere)
        {
            diagnostics.Add(FeelSenseTexts.NeverReached(source.PositionAt(choice.Else.At), "else"));
        }

        Go(choice.Then, then.IsNowhere ? around : then);
        Go(choice.Else, otherwise.IsNowhere ? around : otherwise);
    }

    /// <summary>What a condition says of its operands; reports it when it can never hold where it stands, or holds wherever it stands.</summary>
    /// <param name="node">The condition.</param>
    /// <param name="around">What is known where it stands.</param>
    /// <param name="isBound">Whether it is one of several that must hold, where a bound may be wider than need be.</param>
    private Answers Condition(Node node, Known around, bool isBound = false)
    {
        var said = diagnostics.Count;
        var answers = Read(node, around);
        if (diagnostics.Count > said || around.IsNowhere)
        {
            return answers;
        }

        if (answers is { True.IsNowhere: false, False.IsNowhere: true } && (isBound ? IsBound(node) : IsWide(node)))
        {
            return isBound ? answers : Answers.Open;
        }

        if (answers.True.IsNowhere || answers.False.IsNowhere)
        {
            diagnostics.Add(Senseless(node, holds: !answers.True.IsNowhere));
        }
        else if (around.And(answers.True).IsNowhere)
        {
            var clash = answers.True.ClashWith(around);
            diagnostics.Add(FeelSenseTexts.Clash(source.PositionAt(node.At), clash?.Operand.Written, clash is { } found ? found.Operand.Left(found.Left) : null));
        }

        return answers;
    }

    // A range may be wider than what it is of: [1..9] for a weekday hides no mistake. So may one bound beside others.
    private static bool IsWide(Node node) => node is Between or Meets { Tests: [RangeTest] };

    private static bool IsBound(Node node) => IsWide(node) || node is Compared
    {
        Relation: Relation.Less or Relation.LessOrEqual or Relation.Greater or Relation.GreaterOrEqual,
        Left: var left,
        Right: var right
    } && left is Constant != right is Constant;

    private Answers Read(Node node, Known around)
    {
        switch (node)
        {
            case Constant constant:
                return Answers.Settled(constant.Value is { Kind: ValueKind.Boolean } settled ? Logic.TernaryOf(settled.AsBoolean) : Ternary.Null);
            case Joined joined:
                return joined.All ? All(joined, around) : Either(joined, around);
            case BuiltInCall { Function.Name: "not", Arguments: [var of] }:
                return Condition(of, Known.Nothing).Reversed;
            default:
                foreach (var child in node.Children)
                {
                    Go(child, around);
                }

                return Atom(node);
        }
    }

    private Answers All(Joined joined, Known around)
    {
        Answers? all = null;
        foreach (var part in joined.Parts)
        {
            var answers = Condition(part, around, isBound: true);
            around = around.And(answers.True) is { IsNowhere: false } narrower ? narrower : around;
            all = all?.And(answers) ?? answers;
        }

        return all!;
    }

    private Answers Either(Joined joined, Known around)
    {
        var said = diagnostics.Count;
        Answers? either = null;
        foreach (var part in joined.Parts)
        {
            var answers = Condition(part, around);
            either = either?.Or(answers) ?? answers;
            if (either.False.IsNowhere && diagnostics.Count == said)
            {
                diagnostics.Add(FeelSenseTexts.Covering(source.PositionAt(part.At)));
            }
        }

        return either!;
    }

    private Answers Atom(Node node)
    {
        switch (node)
        {
            case Compared { Left: Constant left, Right: Constant right } compared:
                return Answers.Settled(Comparison.Test(compared.Relation, left.Value, right.Value));
            case Compared compared when KeyOf(compared.Left) is { } key && key == KeyOf(compared.Right):
                return compared.Relation switch
                {
                    Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual => Answers.Open with { False = Known.Nowhere },
                    _ => Answers.Open with { True = Known.Nowhere },
                };
            case Compared { Right: Constant right } compared when OperandOf(compared.Left) is { } operand && operand.Takes(right.Value):
                return Of(operand, compared.Relation, right.Value);
            case Compared { Left: Constant left } compared when OperandOf(compared.Right) is { } operand && operand.Takes(left.Value):
                return Of(operand, Mirrored(compared.Relation), left.Value);
            case Between { Low: Constant low, High: Constant high } between when OperandOf(between.Value) is { } operand:
                return Within(operand, new RangeOf(node.At, FeelType.Any, low, true, high, true)) is { } within ? Answers.Of(operand, within, operand.Possible.And(within.Rest).WithoutNull) : Answers.Open;
            case Meets meets when OperandOf(meets.Value) is { } operand:
                return Listed(operand, meets) is { } listed ? Answers.Of(operand, listed, Failing(operand, meets, listed)) : Answers.Open;
            default:
                return OperandOf(node) is { Kind: ValueKind.Boolean } flag ? Of(flag, Relation.Equal, Value.True) with { NotFalse = Known.Nothing } : Answers.Open;
        }
    }

    // Null within a range has no answer; null among values may be false.
    private static ValueSet Failing(Operand operand, Meets meets, ValueSet passing) =>
        operand.Possible.And(passing.Rest) is var rest && Array.TrueForAll(meets.Tests, test => test is RangeTest) ? rest.WithoutNull : rest;

    private static Answers Of(Operand operand, Relation relation, Value to) =>
        Answers.Of(operand, operand.Standing(relation, to), operand.Standing(Opposite(relation), to));

    /// <summary>The values that any of the tests lets through; null when one of them is not written out.</summary>
    private ValueSet? Listed(Operand operand, Meets meets)
    {
        var all = ValueSet.All.Rest;
        var isKnown = true;
        foreach (var test in meets.Tests)
        {
            if (Passing(operand, test) is not { } passing)
            {
                isKnown = false;
                continue;
            }

            if (!passing.IsEmpty && passing.And(all.Rest).IsEmpty)
            {
                diagnostics.Add(FeelSenseTexts.Twice(source.PositionAt(test.Parts[0].At), (test as ValueTest)?.Of is Constant { Value: var again } ? again.ToString() : null));
            }

            all = all.Or(passing);
        }

        return isKnown ? all : null;
    }

    private ValueSet? Passing(Operand operand, Test test)
    {
        switch (test)
        {
            case RelationTest { With: Constant with } relation when operand.Takes(with.Value) && !with.Value.IsNull:
                return operand.Standing(relation.Relation, with.Value);
            case RangeTest range:
                return Within(operand, range.Range);
            case ValueTest { MayBeCondition: false, Of: Constant { Value: { Kind: ValueKind.List } list } of }:
                return Items(operand, of.At, list.AsList);
            case ValueTest { MayBeCondition: false, Of: Constant of } when operand.Takes(of.Value) && !of.Value.IsNull:
                return operand.Standing(Relation.Equal, of.Value);
            default:
                return null;
        }
    }

    private ValueSet? Items(Operand operand, int at, FeelList list)
    {
        var all = ValueSet.All.Rest;
        foreach (var item in list)
        {
            if (item.IsNull || !operand.Takes(item))
            {
                return null;
            }

            var one = operand.Standing(Relation.Equal, item);
            if (!one.IsEmpty && one.And(all.Rest).IsEmpty)
            {
                diagnostics.Add(FeelSenseTexts.Twice(source.PositionAt(at), item.ToString()));
            }

            all = all.Or(one);
        }

        return all;
    }

    private static ValueSet? Within(Operand operand, RangeOf range)
    {
        if (range.IsAllBut || EndOf(operand, range.Start) is not { } start || EndOf(operand, range.End) is not { } end)
        {
            return null;
        }

        var above = start.IsNull ? operand.Possible.WithoutNull : operand.Standing(range.StartIncluded ? Relation.GreaterOrEqual : Relation.Greater, start);
        return end.IsNull ? above : above.And(operand.Standing(range.EndIncluded ? Relation.LessOrEqual : Relation.Less, end));
    }

    private static Value? EndOf(Operand operand, Node end) =>
        ReferenceEquals(end, RangeOf.Open) ? Value.Null : end is Constant { Value: { IsNull: false } value } && operand.Takes(value) ? value : null;

    private Diagnostic Senseless(Node node, bool holds)
    {
        if (node is Joined { All: true, Parts: [var first, ..] })
        {
            return Senseless(first, holds);
        }

        var at = source.PositionAt(node.At);
        var (value, ends) = node switch
        {
            Between between => (between.Value, (between.Low, between.High)),
            Meets { Tests: [RangeTest { Range: { HasOpenEnd: false } range }] } meets => (meets.Value, (range.Start, range.End)),
            Meets meets => (meets.Value, default((Node, Node)?)),
            Compared { Left: Constant } compared => (compared.Right, null),
            Compared compared => (compared.Left, null),
            _ => (node, null),
        };
        if (ends is (Constant low, Constant high) && Comparison.Order(low.Value, high.Value) > 0)
        {
            return FeelSenseTexts.Reversed(source.PositionAt(low.At), low.Value.ToString(), high.Value.ToString());
        }

        if (node is Compared { Left: not Constant } itself && KeyOf(itself.Left) is { } key && key == KeyOf(itself.Right))
        {
            return FeelSenseTexts.Itself(at, holds, OperandOf(itself.Left)?.Written ?? source.Text[itself.Left.At..itself.Right.At].Split(['=', '<', '>', '!'])[0].Trim());
        }

        return OperandOf(value) is { } operand && value is not Constant ? FeelSenseTexts.Outside(at, holds, operand.Written, operand.Left(operand.Possible.WithoutNull)) : FeelSenseTexts.Fixed(at, holds);
    }

    private Operand? OperandOf(Node node) => node is Constant ? null : Operand.Of(node, scope, source.Text);

    private string? KeyOf(Node node) => node is Constant ? null : Operand.KeyOf(node, scope, source.Text);

    private static Relation Opposite(Relation relation) => relation switch
    {
        Relation.Equal => Relation.NotEqual,
        Relation.NotEqual => Relation.Equal,
        Relation.Less => Relation.GreaterOrEqual,
        Relation.LessOrEqual => Relation.Greater,
        Relation.Greater => Relation.LessOrEqual,
        _ => Relation.Less,
    };

    private static Relation Mirrored(Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };
}
