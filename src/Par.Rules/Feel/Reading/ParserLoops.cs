using Par.Rules.Diagnostics;

namespace Par.Rules.Feel.Reading;

/// <summary><c>if</c>, <c>for</c>, <c>some</c>, <c>every</c>, functions, and the names of types.</summary>
internal sealed partial class Parser
{
    private If Choice()
    {
        var at = Take().At;
        var condition = Expression();
        ExpectCondition(condition, "'if'");
        ExpectWord("then");
        var then = Expression();
        ExpectWord("else");
        var otherwise = Expression();
        return Keep(new If(at, Typing.Common(then.Type, otherwise.Type), condition, then, otherwise));
    }

    private For Loop()
    {
        var at = Take().At;
        var level = new PlainLevel();
        _names.Push(level);
        var iterations = Iterations(level);
        ExpectWord("return");
        var partial = new NamedLocal("partial", _locals++, FeelType.List(FeelType.Any));
        level.Add(partial);
        var body = Expression();
        _names.Pop();
        return Keep(new For(at, FeelType.List(body.Type), iterations, partial.IsUsed ? partial.Local : -1, body));
    }

    private Quantified Quantifier()
    {
        var word = Take();
        var level = new PlainLevel();
        _names.Push(level);
        var iterations = Iterations(level);
        ExpectWord("satisfies");
        var condition = Expression();
        ExpectCondition(condition, "'satisfies'");
        _names.Pop();
        return Keep(new Quantified(word.At, word.Text == "every", iterations, condition));
    }

    private Iteration[] Iterations(PlainLevel level)
    {
        var iterations = new List<Iteration>();
        do
        {
            var name = NameUntil(token => token.IsWord("in"), "'in'");
            ExpectWord("in");
            var source = Expression();
            var end = Take("..") ? Expression() : null;
            if (end is not null)
            {
                CheckComparison(Relation.LessOrEqual, source, end);
            }

            var item = end is not null ? source.Type : source.Type is RangeType range ? range.Of : Typing.ItemOf(source.Type);
            level.Add(new NamedLocal(name, _locals, item));
            iterations.Add(new Iteration(_locals++, source, end));
            if (iterations.Count > DeepestNesting)
            {
                throw Stop(FeelReadingTexts.TooDeep(At(source.At)));
            }
        }
        while (Take(","));
        return [.. iterations];
    }

    private FunctionOf Function()
    {
        var at = Take().At;
        Expect("(");
        var level = new PlainLevel();
        var parameters = new List<FunctionParameter>();
        while (!Current.Is(")"))
        {
            var name = NameUntil(token => token.Is(":") || token.Is(",") || token.Is(")"), "')'");
            var type = Take(":") ? TypeName() : FeelType.Any;
            parameters.Add(new FunctionParameter(name, _locals, type));
            level.Add(new NamedLocal(name, _locals++, type));
            if (!Take(","))
            {
                break;
            }
        }

        Expect(")");
        _names.Push(level);
        var body = Expression();
        _names.Pop();
        var written = FeelType.Function(parameters.Select(parameter => parameter.Type), body.Type);
        return Keep(new FunctionOf(at, written, [.. parameters], body));
    }

    private FeelType TypeName()
    {
        if (++_nesting > DeepestNesting)
        {
            throw Stop(FeelReadingTexts.TooDeep(At(Current.At)));
        }

        var type = TypeName(Current);
        _nesting--;
        return type;
    }

    private FeelType TypeName(Token token)
    {
        if (token.Kind != TokenKind.Name)
        {
            throw Missing("the name of a type");
        }

        var rest = _tokens.AsSpan(_next);
        var (known, length) = _names.FindAmong(rest, TypeNames.Simple.Keys.Concat(_scope.Types.Keys));
        if (known is not null)
        {
            _next += length;
            return _scope.Types.TryGetValue(known, out var named) ? named : TypeNames.Simple[known];
        }

        Take();
        switch (token.Text)
        {
            case "list":
                return FeelType.List(Inner());
            case "range":
                return FeelType.Range(Inner());
            case "context":
                return FeelType.Context(Current.Is("<") ? FieldTypes() : [], open: !Current.Is("<") && _tokens[_next - 1].Text == "context");
            case "function":
                return FunctionTypeName();
            default:
                Refuse(FeelTypeTexts.UnknownType(At(token.At), token.Text, Nearest.Name(token.Text, TypeNames.All.Concat(_scope.Types.Keys))));
                return FeelType.Any;
        }
    }

    private FeelType Inner()
    {
        if (!Take("<"))
        {
            return FeelType.Any;
        }

        var type = TypeName();
        Expect(">");
        return type;
    }

    private List<ShapeField> FieldTypes()
    {
        Expect("<");
        var fields = new List<ShapeField>();
        do
        {
            var name = NameUntil(token => token.Is(":"), "':'");
            Expect(":");
            fields.Add(new ShapeField(name, TypeName()));
        }
        while (Take(","));
        Expect(">");
        return fields;
    }

    private FeelType FunctionTypeName()
    {
        if (!Take("<"))
        {
            return FeelType.Function([], FeelType.Any);
        }

        var parameters = new List<FeelType>();
        while (!Current.Is(">"))
        {
            parameters.Add(TypeName());
            if (!Take(","))
            {
                break;
            }
        }

        Expect(">");
        Expect("->");
        return FeelType.Function(parameters, TypeName());
    }
}
