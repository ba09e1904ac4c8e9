using Par.Rules.Diagnostics;

namespace Par.Rules.Feel.Reading;

/// <summary>What types do together: the type a calculation gives, and what can never hold.</summary>
internal sealed partial class Parser
{
    private static FeelType TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Date => FeelType.Date,
        ValueKind.Time => FeelType.Time,
        ValueKind.DateTime => FeelType.DateTime,
        ValueKind.DaysAndTime => FeelType.DaysAndTimeDuration,
        ValueKind.YearsAndMonths => FeelType.YearsAndMonthsDuration,
        _ => FeelType.Any,
    };

    private Arithmetic Calculate(Operation operation, Node left, Node right)
    {
        var type = ArithmeticTypes.Of(operation, left.Type, right.Type);
        if (type is null)
        {
            var sign = operation switch { Operation.Add => "+", Operation.Subtract => "-", Operation.Multiply => "*", Operation.Divide => "/", _ => "**" };
            Refuse(FeelTypeTexts.WrongOperands(At(left.At), sign, left.Type.ToString()!, right.Type.ToString()!));
        }

        if (operation == Operation.Divide && right is Constant { Value: { Kind: ValueKind.Number, AsNumber: 0 } })
        {
            Refuse(FeelTypeTexts.DividedByNothing(At(right.At)));
        }

        return Keep(new Arithmetic(left.At, type ?? FeelType.Any, operation, left, right));
    }

    private Node Negate(int at, Node of)
    {
        if (of is Constant { Value.Kind: ValueKind.Number or ValueKind.DaysAndTime or ValueKind.YearsAndMonths } constant)
        {
            return new Constant(at, of.Type, Running.Calculate.Negative(constant.Value));
        }

        if (of.Type != FeelType.Any && of.Type != FeelType.Number && of.Type != FeelType.Null
            && of.Type != FeelType.DaysAndTimeDuration && of.Type != FeelType.YearsAndMonthsDuration)
        {
            Refuse(FeelTypeTexts.WrongOperand(At(at), "-", of.Type.ToString()!));
        }

        return Keep(new Negative(at, of.Type, of));
    }

    private bool ExpectCondition(Node node, string place, Node? before = null)
    {
        if (Typing.MayBe(node.Type, FeelType.Boolean))
        {
            return true;
        }

        Refuse(before switch
        {
            Compared compared when Typing.MayBe(node.Type, compared.Left.Type) =>
                FeelTypeTexts.HalfAComparison(At(node.At), place, node.Type.ToString()!, Shown(compared.Left), Sign(compared.Relation), Shown(compared.Right), Shown(node)),
            Meets => FeelTypeTexts.HalfATest(At(node.At), place, node.Type.ToString()!),
            Constant or RangeOf when before != node || node.Type == FeelType.String => FeelTypeTexts.ValuesJoined(At(node.At), place, node.Type.ToString()!),
            _ => FeelTypeTexts.NotACondition(At(node.At), place, node.Type.ToString()!, Shown(node)),
        });
        return false;
    }

    private string? Shown(Node node) => Operand.WrittenOf(node, _scope, _source.Text);

    /// <summary>Places in lists and texts are counted from 1, and from the end with -1.</summary>
    private void CheckPlace(Node place)
    {
        if (place is Constant { Value: { Kind: ValueKind.Number, AsNumber: var number } } && (number == 0 || number != decimal.Truncate(number)))
        {
            Refuse(FeelTypeTexts.NoPlace(At(place.At), ((Constant)place).Value.ToString()));
        }
    }

    private bool CheckComparison(Relation relation, Node left, Node right)
    {
        if (relation is Relation.Equal or Relation.NotEqual)
        {
            ReadsWhole(left.Type);
            ReadsWhole(right.Type);
        }

        if (left.Type == FeelType.Null || right.Type == FeelType.Null)
        {
            CheckListForNull(relation, left.Type == FeelType.Null ? right : left);
            return true;
        }

        var mayHold = Typing.MayBe(left.Type, right.Type) || Typing.MayBe(right.Type, left.Type);
        var isOrdered = relation is Relation.Equal or Relation.NotEqual || (IsOrdered(left.Type) && IsOrdered(right.Type));
        if (mayHold && isOrdered)
        {
            CheckLetters(relation, left, right);
            return true;
        }

        Refuse(FeelTypeTexts.NeverEqual(At(left.At), left.Type.ToString()!, right.Type.ToString()!, MendOf(left, right) ?? MendOf(right, left)));
        return false;
    }

    // What an author most likely meant who compared two things of different types; null when the types alone must tell.
    private string? MendOf(Node one, Node other) => (one, other) switch
    {
        (Constant { Value.Kind: ValueKind.Number } number, _) when other.Type == FeelType.String && other is not Constant =>
            $"Put it between double quotes: \"{Digits(number.At)}\".",
        (Constant { Value: { Kind: ValueKind.String } text }, _) when other.Type == FeelType.Number =>
            StringNumber(text.AsString) is { } digits ? $"Write the number without quotes: {digits}." : "Compare it with a number: this is a text that stands for none.",
        ({ Type: ListType list }, { Type: not ListType }) when list.Of != FeelType.Any && other.Type != FeelType.Any && Typing.MayBe(other.Type, list.Of) =>
            $"Ask whether it is in the list: '{Shown(other) ?? "value"} in {Shown(one) ?? "list"}'.",
        (Compared or Between or Meets, _) => null,
        _ when one.Type == FeelType.Boolean && other.Type == FeelType.Number => "Compare it with true or false.",
        _ => null,
    };

    // As the author wrote them: a number of a file may begin with 0.
    private string Digits(int at)
    {
        var start = _source.Text.AsSpan(at).IndexOfAnyInRange('0', '9');
        var digits = _source.Text.Skip(at + start).TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.');
        return $"{(start > 0 ? "-" : "")}{new string([.. digits])}";
    }

    private static string? StringNumber(string text) =>
        BuiltIns.StringFunctions.Number(text, "", "") is { IsNull: false } number ? number.ToString() : null;

    // What is linked is a list, empty where there is nothing.
    private void CheckListForNull(Relation relation, Node node)
    {
        if (node is PathTo { Type: ListType { Of: RecordShape } })
        {
            Refuse(FeelTypeTexts.ListIsNeverNull(At(node.At), relation == Relation.NotEqual, Shown(node)));
        }
    }

    private void CheckLetters(Relation relation, Node left, Node right)
    {
        if (relation == Relation.Equal && left is BuiltInCall { Function.Name: "upper case" or "lower case" } call && right is Constant { Value: { Kind: ValueKind.String } text }
            && text.AsString != (call.Function.Name == "upper case" ? text.AsString.ToUpperInvariant() : text.AsString.ToLowerInvariant()))
        {
            Refuse(FeelTypeTexts.OtherLetters(At(left.At), call.Function.Name, text.ToString()));
        }
    }

    // One fault is enough to say that a value cannot lie between two ends.
    private void CheckBetween(Node value, Node low, Node high) =>
        _ = CheckComparison(Relation.LessOrEqual, value, low) && CheckComparison(Relation.LessOrEqual, value, high);

    // A value among what an expression gives: equal to it, one of its items, or within a range.
    private void CheckAmong(Node value, Node of, bool mayBeCondition)
    {
        ReadsWhole(value.Type);
        ReadsWhole(of.Type);
        var item = Typing.ItemOf(of.Type);
        var wanted = item is RangeType range ? range.Of : item;
        var mayHold = value.Type == FeelType.Null || (mayBeCondition && of.Type == FeelType.Boolean)
            || Typing.MayBe(value.Type, of.Type) || Typing.MayBe(value.Type, wanted) || Typing.MayBe(of.Type, value.Type);
        if (!mayHold)
        {
            Refuse(FeelTypeTexts.NeverEqual(At(value.At), value.Type.ToString()!, of.Type.ToString()!, null));
        }
        else if (of is ListOf { Items: [] } or Constant { Value: { Kind: ValueKind.List, AsList.Count: 0 } })
        {
            Refuse(FeelTypeTexts.InNothing(At(of.At)));
        }
    }

    private static bool IsOrdered(FeelType type) =>
        type == FeelType.Any || (type is SimpleType && type != FeelType.Boolean);

    /// <summary>Notes that every field of a record may be read, because the record is looked at as a whole.</summary>
    private void ReadsWhole(FeelType type)
    {
        var held = type is ListType list ? list.Of : type;
        if (held is RecordShape shape)
        {
            foreach (var field in shape.Fields)
            {
                _reads.Add(new FieldRead(shape.Name, field.Name));
            }
        }
    }
}
