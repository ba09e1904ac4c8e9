using Par.Rules.Diagnostics;
using Par.Rules.Feel.BuiltIns;

namespace Par.Rules.Feel.Reading;

/// <summary>Names and what they stand for, paths, and the tests of <c>in</c> and of decision tables.</summary>
internal sealed partial class Parser
{
    private Node Name()
    {
        var token = Current;
        var (meaning, length) = _names.Find(_tokens.AsSpan(_next));
        if (meaning is null)
        {
            Take();
            return NamelessOrItem(token);
        }

        // A day called 'date' beside date("..."): what is followed by parentheses and cannot be called means the function.
        if (TypeOf(meaning) is { } type && !Typing.MayBe(type, FeelType.Function([], FeelType.Any)) && _tokens[_next + length].Is("(")
            && Names.Function(_tokens.AsSpan(_next, length)) is { } hidden)
        {
            meaning = hidden;
        }

        _next += length;
        switch (meaning)
        {
            case Meaning.Local { Name: var local }:
                local.IsUsed = true;
                return OrItem(token.At, local.Name, new LocalName(token.At, local.Type, local.Local));
            case Meaning.ItemField field:
                return PathTo(token.At, new LocalName(token.At, field.Level.Item, field.Level.Local), field.Field);
            case Meaning.Slot slot:
                var name = _scope.Variables[slot.Index].Name;
                _variables.Add(name);
                return OrItem(token.At, name, new SlotName(token.At, slot.Type, slot.Index));
            default:
                var function = ((Meaning.Function)meaning).Name;
                return Current.Is("(") ? BuiltIn(token.At, function) : OrItem(token.At, function, FunctionValue(token.At, function));
        }
    }

    private static FeelType? TypeOf(Meaning meaning) => meaning switch
    {
        Meaning.Local local => local.Name.Type,
        Meaning.Slot slot => slot.Type,
        Meaning.ItemField field => Typing.FieldOf(field.Level.Item, field.Field),
        _ => null,
    };

    private Node NamelessOrItem(Token token)
    {
        if (Current.Is("(") && _scope.Offered(token.Text) is { } offered)
        {
            return Offered(token.At, offered);
        }

        if (Current.Is("("))
        {
            Refuse(FeelTypeTexts.UnknownFunction(At(token.At), token.Text, Nearest.Name(token.Text, Library.Names.Concat(_scope.OfferedNames))));
        }
        else if (_names.OpenFilter is { } open)
        {
            return Keep(new ItemName(token.At, open.Local, token.Text, null));
        }
        else if (_next > 0 && token.Text is "and" or "or" or "then" or "else" or "in" or "between" or "satisfies" or "return")
        {
            _next--;
            throw Missing("a value");
        }
        else
        {
            var written = TextWithoutQuotes(token);
            Refuse(written.Length > token.Text.Length
                ? FeelTypeTexts.UnquotedText(At(token.At), written)
                : FeelTypeTexts.UnknownName(At(token.At), token.Text, Nearest.Name(token.Text, _names.Known.Where(name => name.Any(char.IsLetter)))));
        }

        return new Constant(token.At, FeelType.Any, Value.Null);
    }

    // A code such as hai-chau reads as a subtraction of two names that there are not.
    private string TextWithoutQuotes(Token first)
    {
        var last = first;
        while (!_scope.IsForgiving && Current.Is("-") && Current.At == last.End && Following.Kind is TokenKind.Name or TokenKind.Number && Following.At == Current.End)
        {
            Take();
            last = Take();
        }

        return _source.Text[first.At..last.End];
    }

    // Within a filter over items of unknown fields a name means the item's field first, and only then what it means outside.
    private Node OrItem(int at, string name, Node outside) => _names.OpenFilter is { } open && !IsWithin(open, name, outside)
        ? Keep(new ItemName(at, open.Local, name, outside))
        : outside;

    // The item of a filter further in, and what a loop further in gives, hide the fields. Its own item does not.
    private static bool IsWithin(FilterLevel open, string name, Node outside) =>
        outside is LocalName local && (name == "item" ? local.Local > open.Local : open.Locals.Any(own => own.Local == local.Local));

    private static Constant FunctionValue(int at, string name)
    {
        var function = Library.Find(name)[0];
        return new Constant(at, FeelType.Function([], FeelType.Any), Value.Of(function));
    }

    private PathTo Path(Node source)
    {
        if (Current.Kind != TokenKind.Name)
        {
            throw Missing("a name");
        }

        var token = Current;
        var rest = _tokens.AsSpan(_next);
        var (field, length) = _names.FindAmong(rest, Typing.FieldNames(source.Type));
        if (field is null)
        {
            (field, length) = _names.FindAmong(rest, _names.Spaced);
        }

        _next += Math.Max(1, length);
        return PathTo(token.At, source, field ?? token.Text);
    }

    private PathTo PathTo(int at, Node source, string name)
    {
        var owner = source.Type is ListType list ? list.Of : source.Type;
        var shape = owner as RecordShape;
        var index = shape?.IndexOf(name) ?? -1;
        if (index >= 0)
        {
            _reads.Add(new FieldRead(shape!.Name, name));
        }

        var type = Typing.FieldOf(owner, name);
        if (type is null && owner != FeelType.Null)
        {
            Refuse(owner is RecordShape or ContextType
                ? FeelTypeTexts.UnknownField(At(at), shape is null ? "the context" : shape.Name, name, Nearest.Name(name, Typing.FieldNames(owner)), [.. Typing.FieldNames(owner)])
                : FeelTypeTexts.NoFields(At(at), owner.ToString()!, name, Nearest.Name(name, Properties.NamesOf(owner))));
        }

        var isRefused = type is null && !_scope.IsForgiving;
        type ??= FeelType.Any;
        return Keep(new PathTo(source.At, source.Type is ListType && !isRefused ? FeelType.List(type) : type, source, name, index < 0 ? null : shape, index));
    }

    /// <summary>A name that is being given: everything up to a stop, with single spaces.</summary>
    private string NameUntil(Func<Token, bool> stop, string wanted)
    {
        var first = Current;
        if (first.Kind != TokenKind.Name)
        {
            throw Missing("a name");
        }

        var last = Take();
        while (!stop(Current))
        {
            var follows = Current.Kind is TokenKind.Name or TokenKind.Number || (Current.Kind == TokenKind.Symbol && Current.Text is "+" or "-" or "*" or "/" or "'" or ".");
            last = follows ? Take() : throw Missing(wanted);
        }

        return string.Join(' ', _source.Text[first.At..last.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private Test[] In(Node value)
    {
        if (!Current.Is("("))
        {
            return [Test(value, Additive)];
        }

        var start = _next;
        var open = Take().At;
        var tests = new List<Test> { Test(value, Expression) };
        if (Current.Is(".."))
        {
            _next = start;
            return [Test(value, Additive)];
        }

        while (Take(","))
        {
            tests.Add(Test(value, Expression));
        }

        Close(")", open);
        return [.. tests];
    }

    private Test Test(Node value, Func<Node> read, bool mayBeCondition = false)
    {
        if (TakeRelation() is { } relation)
        {
            var with = Additive();
            CheckComparison(relation, value, with);
            return new RelationTest(relation, with);
        }

        var of = read();
        if (of is RangeOf range)
        {
            CheckBetween(value, range.Start, range.End);
            return new RangeTest(range);
        }

        CheckSubtraction(of);
        if (mayBeCondition && of is SlotName same && value is SlotName asked && same.Slot == asked.Slot)
        {
            Refuse(FeelTypeTexts.ItselfInCell(At(of.At)));
        }
        else if (mayBeCondition && of is Arithmetic { Left: Constant, Right: Constant, Operation: not Operation.Subtract })
        {
            Refuse(FeelTypeTexts.CalculationInCell(At(of.At)));
        }
        else if (mayBeCondition && of is Constant { Value.Kind: ValueKind.Boolean } && !Typing.MayBe(value.Type, FeelType.Boolean))
        {
            Refuse(FeelTypeTexts.NeverEqual(At(of.At), value.Type.ToString()!, "boolean", "Write a value that the column may have, or '-' for every value."));
        }

        CheckAmong(value, of, mayBeCondition);
        return new ValueTest(of, mayBeCondition);
    }

    private Node UnaryTests()
    {
        if (Current.Kind == TokenKind.End)
        {
            throw Stop(FeelReadingTexts.Empty(At(0)));
        }

        _isCell = true;
        if (Current.Is("-") && Following.Kind == TokenKind.End)
        {
            return new Constant(0, FeelType.Boolean, Value.True);
        }

        var slot = _scope.IndexOf("?");
        if (slot < 0)
        {
            throw new ArgumentException("Tests are put to a value. Give the scope a variable named '?'.");
        }

        var value = new SlotName(0, _scope.Variables[slot].Type, slot);
        _variables.Add("?");
        var isNegated = Current.IsWord("not") && Following.Is("(");
        if (isNegated)
        {
            Take();
            Take();
        }

        var tests = new List<Test>();
        do
        {
            tests.Add(Test(value, Expression, mayBeCondition: true));
        }
        while (Take(","));

        if (isNegated)
        {
            Expect(")");
        }

        ExpectEnd();
        Node met = Keep(new Meets(0, value, [.. tests]));
        return isNegated ? Keep(new BuiltInCall(0, FeelType.Boolean, Library.Find("not")[0], [met])) : met;
    }
}
