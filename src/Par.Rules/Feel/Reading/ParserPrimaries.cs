using System.Globalization;
using Par.Rules.Diagnostics;

namespace Par.Rules.Feel.Reading;

/// <summary>Literals, lists, contexts, ranges, and what follows a value: paths, filters, calls.</summary>
internal sealed partial class Parser
{
    private Node Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return Number(token);
            case TokenKind.String:
                Take();
                return new Constant(token.At, FeelType.String, Value.Of(token.Text));
            case TokenKind.TimeLiteral:
                Take();
                return TimeLiteral(token);
            case TokenKind.Name:
                return Word(token);
            case TokenKind.Symbol when token.Text == "(":
                return Parenthesis();
            case TokenKind.Symbol when token.Text == "[":
                return ListOrRange();
            case TokenKind.Symbol when token.Text == "]":
                Take();
                return RangeFrom(token.At, startIncluded: false, Expression());
            case TokenKind.Symbol when token.Text == "{":
                return Context();
            default:
                throw Missing("a value");
        }
    }

    private Node Word(Token token)
    {
        switch (token.Text)
        {
            case "true":
                Take();
                return new Constant(token.At, FeelType.Boolean, Value.True);
            case "false":
                Take();
                return new Constant(token.At, FeelType.Boolean, Value.False);
            case "null":
                Take();
                return new Constant(token.At, FeelType.Null, Value.Null);
            case "if":
                return Choice();
            case "for":
                return Loop();
            case "some" or "every":
                return Quantifier();
            case "function" when Following.Is("("):
                return Function();
            default:
                return Name();
        }
    }

    private Constant Number(Token token)
    {
        if (!decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            throw Stop(FeelReadingTexts.NumberTooLarge(At(token.At), token.Text));
        }

        // As Vietnamese and other writing separates thousands.
        if (token.Text is [>= '1' and <= '9', .., '.', _, _, '0'] && token.Text.Length <= "500.000".Length && !_source.Text.AsSpan(token.End).StartsWith("."))
        {
            Refuse(FeelReadingTexts.ThousandsWithPoint(At(token.At), token.Text, number));
        }

        return new Constant(token.At, FeelType.Number, Value.Of(number));
    }

    private Constant TimeLiteral(Token token)
    {
        var value = TimeTexts.Any(token.Text);
        if (value.IsNull)
        {
            Refuse(FeelReadingTexts.NotATimeLiteral(At(token.At), token.Text));
        }

        return new Constant(token.At, TypeOf(value), value);
    }

    private Node Parenthesis()
    {
        var at = Take().At;
        if (TakeRelation() is { } relation)
        {
            var range = RangeBy(at, relation, Additive());
            Close(")", at);
            return range;
        }

        var node = Expression();
        if (Current.Is(".."))
        {
            return RangeFrom(at, startIncluded: false, node);
        }

        Close(")", at);
        return node;
    }

    private RangeOf RangeBy(int at, Relation relation, Node end)
    {
        var none = RangeOf.Open;
        var type = FeelType.Range(end.Type);
        return Keep(relation switch
        {
            Relation.Less => new RangeOf(at, type, none, false, end, false),
            Relation.LessOrEqual => new RangeOf(at, type, none, false, end, true),
            Relation.Greater => new RangeOf(at, type, end, false, none, false),
            Relation.GreaterOrEqual => new RangeOf(at, type, end, true, none, false),
            Relation.Equal => new RangeOf(at, type, end, true, end, true),
            _ => new RangeOf(at, type, end, false, end, false) { IsAllBut = true },
        });
    }

    private Node ListOrRange()
    {
        var at = Take().At;
        if (Take("]"))
        {
            return new ListOf(at, FeelType.List(FeelType.Any), []);
        }

        var items = new List<Node> { Item() };
        if (Current.Is(".."))
        {
            return RangeFrom(at, startIncluded: true, items[0]);
        }

        while (Take(","))
        {
            items.Add(Item());
        }

        Close("]", at);
        var type = FeelType.List(Typing.Common(items.Select(item => item.Type)));
        return items.TrueForAll(item => item is Constant)
            ? new Constant(at, type, Value.Of(new FeelList([.. items.Select(item => ((Constant)item).Value)])))
            : Keep(new ListOf(at, type, [.. items]));
    }

    private Node Item()
    {
        var item = Expression();
        CheckSubtraction(item);
        return item;
    }

    // 16-60 where a value is compared: nobody writes two numbers down to subtract one from the other.
    private void CheckSubtraction(Node node)
    {
        if (node is Arithmetic { Operation: Operation.Subtract, Left: Constant { Type: var type } low, Right: Constant high } && type == FeelType.Number
            && _source.Text.AsSpan(low.At, high.At - low.At).IndexOfAny(' ', '\n') < 0)
        {
            Refuse(FeelReadingTexts.BareRange(At(low.At), low.Value.ToString(), high.Value.ToString()));
        }
    }

    private RangeOf RangeFrom(int at, bool startIncluded, Node start)
    {
        Expect("..");
        var end = RangeEnd();
        var endIncluded = Current.Is("]");
        if (!Take("]") && !Take(")") && !Take("["))
        {
            throw Unclosed("']' or ')'", at);
        }

        CheckComparison(Relation.LessOrEqual, start, end);
        return Keep(new RangeOf(at, FeelType.Range(Typing.Common(start.Type, end.Type)), start, startIncluded, end, endIncluded));
    }

    // A '[' after the end of a range may close it, or begin a filter: it closes when what follows cannot begin a value.
    private Node RangeEnd()
    {
        _rangeEnds++;
        var end = Additive();
        _rangeEnds--;
        return end;
    }

    private bool ClosesRange() => _rangeEnds > 0 && Current.Is("[") && (Following.Kind is TokenKind.End
        || (Following.Kind == TokenKind.Symbol && Following.Text is not ("(" or "[" or "{" or "-" or "<" or "<=" or ">" or ">="))
        || (Following.Kind == TokenKind.Name && Following.Text is "and" or "or" or "then" or "else" or "satisfies" or "return" or "instance" or "in" or "between"));

    private ContextOf Context()
    {
        var at = Take().At;
        var (entries, taken) = (new List<Entry>(), new HashSet<string>(StringComparer.Ordinal));
        var level = new PlainLevel();
        _names.Push(level);
        while (!Current.Is("}"))
        {
            entries.Add(ContextEntry(level, taken));
            if (!Take(","))
            {
                break;
            }
        }

        _names.Pop();
        Close("}", at);
        var type = FeelType.Context(entries.Select(entry => new ShapeField(entry.Name, entry.Value.Type)));
        var used = level.Locals.Where(local => local.IsUsed).Select(local => local.Local).ToHashSet();
        return Keep(new ContextOf(at, type, [.. entries.Select(entry => entry with { IsUsed = used.Contains(entry.Local) })]));
    }

    private Entry ContextEntry(PlainLevel level, HashSet<string> taken)
    {
        var at = Current.At;
        if (Current.Kind is TokenKind.Number or TokenKind.TimeLiteral || (Current.Kind is TokenKind.String or TokenKind.Name && (Following.Is(",") || Following.Is("}"))))
        {
            throw Stop(FeelReadingTexts.ValuesInBraces(At(at), Written(Current)));
        }

        var name = Current.Kind == TokenKind.String ? Take().Text : NameUntil(token => token.Is(":"), "':'");
        Expect(":");
        if (!taken.Add(name))
        {
            throw Stop(FeelReadingTexts.TwiceInContext(At(at), name));
        }

        if (name.Contains(' ', StringComparison.Ordinal))
        {
            _names.Spaced.Add(name);
        }

        var local = _locals++;
        var itself = new NamedLocal(name, local, FeelType.Any);
        var callsItself = Current.IsWord("function");
        if (callsItself)
        {
            level.Add(itself);
        }

        var value = Expression();
        if (callsItself)
        {
            level.Remove(itself);
        }

        level.Add(new NamedLocal(name, local, value.Type));
        return new Entry(name, local, value) { At = at };
    }

    private Node Postfix(Node node)
    {
        while (true)
        {
            if (Current.Is("."))
            {
                Take();
                node = Path(node);
            }
            else if (Current.Is("[") && !ClosesRange())
            {
                node = Filter(node);
            }
            else if (Current.Is("(") && !(node is Constant { Value.Kind: not ValueKind.Function and not ValueKind.Null }))
            {
                node = Call(node);
            }
            else
            {
                return node;
            }
        }
    }

    private Filter Filter(Node source)
    {
        var open = Take().At;
        var kept = _rangeEnds;
        _rangeEnds = 0;
        var item = Typing.ItemOf(source.Type);
        var level = new FilterLevel(item, _locals++);
        level.Add(new NamedLocal("item", level.Local, item));
        _names.Push(level);
        var condition = Current.Kind == TokenKind.Symbol && TakeRelation() is { } relation ? ItemCompared(level, relation) : Expression();
        _names.Pop();
        _rangeEnds = kept;
        Close("]", open);
        if (condition.Type == FeelType.Number)
        {
            CheckPlace(condition);
        }
        else if (condition is Constant { Value: { Kind: ValueKind.String } part })
        {
            Refuse(FeelTypeTexts.PartInBrackets(At(open), part.AsString));
        }
        else
        {
            ExpectCondition(condition, "a filter");
        }

        var type = condition.Type == FeelType.Number ? item : condition.Type == FeelType.Boolean ? FeelType.List(item) : FeelType.Any;
        return Keep(new Filter(source.At, type, source, level.Local, condition));
    }

    private Compared ItemCompared(FilterLevel level, Relation relation)
    {
        var item = new LocalName(Current.At, level.Item, level.Local);
        var with = Additive();
        CheckComparison(relation, item, with);
        return Keep(new Compared(item.At, relation, item, with));
    }
}
