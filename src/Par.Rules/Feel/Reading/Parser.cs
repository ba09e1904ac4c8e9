using Par.Rules.Diagnostics;

namespace Par.Rules.Feel.Reading;

/// <summary>
/// Reads an expression from its tokens, by descending from the loosest operator to the tightest. Names can hold spaces,
/// so what they stand for, and with it the types, is settled while reading.
/// </summary>
internal sealed partial class Parser
{
    private const int DeepestNesting = 60;
    private const int DeepestTree = 200;

    private readonly SourceText _source;
    private readonly Scope _scope;
    private readonly List<Diagnostic> _diagnostics;
    private readonly Names _names;
    private readonly Token[] _tokens;
    private readonly HashSet<FieldRead> _reads = [];
    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private int _next;
    private int _nesting;
    private int _within;
    private int _locals;
    private int _rangeEnds;
    private bool _isCell;

    private Parser(SourceText source, Scope scope, List<Diagnostic> diagnostics)
    {
        (_source, _scope, _diagnostics) = (source, scope, diagnostics);
        _names = new Names(scope);
        _tokens = new Lexer(source, diagnostics).Cut();
    }

    private Token Current => _tokens[_next];

    private Token Following => _tokens[Math.Min(_next + 1, _tokens.Length - 1)];

    public static FeelReading Read(SourceText source, Scope scope, bool unaryTests)
    {
        var diagnostics = new List<Diagnostic>();
        try
        {
            var parser = new Parser(source, scope, diagnostics);
            var root = unaryTests ? parser.UnaryTests() : parser.Whole();
            if (diagnostics.Count == 0 && !scope.IsForgiving && parser._variables.Count > 0 && !root.IsLargerThan(SenseCheck.MostParts))
            {
                new SenseCheck(source, scope, diagnostics).Whole(root);
            }

            if (diagnostics.Count == 0)
            {
                return new FeelReading(new CheckedExpression(source, root, parser._locals, parser._reads, parser._variables), []);
            }
        }
        catch (ReadingStoppedException) when (diagnostics.Count > 0)
        {
            // Its reason stands in the diagnostics.
        }

        return new FeelReading(null, [.. diagnostics.OrderBy(found => (found.At.Line, found.At.Column))]);
    }

    private Node Whole()
    {
        if (Current.Kind == TokenKind.End)
        {
            throw Stop(FeelReadingTexts.Empty(At(0)));
        }

        var root = Expression();
        ExpectEnd();
        return root;
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Stop(FeelReadingTexts.LeftOver(At(Current.At), Written(Current), _next > 0 ? Written(_tokens[_next - 1]) : "", _isCell));
        }
    }

    private Node Expression()
    {
        if (++_nesting > DeepestNesting)
        {
            throw Stop(FeelReadingTexts.TooDeep(At(Current.At)));
        }

        var node = Disjunction();
        _nesting--;
        return node;
    }

    private Node Disjunction() => Chain(Conjunction, "or", all: false);

    private Node Conjunction() => Chain(Comparison, "and", all: true);

    private Node Chain(Func<Node> part, string word, bool all)
    {
        var first = part();
        if (!Current.IsWord(word))
        {
            return first;
        }

        var parts = new List<Node> { first };
        while (TakeWord(word))
        {
            parts.Add(part());
        }

        // One message is enough, and what follows from it would be none of its own.
        foreach (var one in parts)
        {
            if (_isCell && !_scope.IsForgiving && !Typing.MayBe(one.Type, FeelType.Boolean))
            {
                Refuse(FeelTypeTexts.JoinedInCell(At(one.At), word, one.Type.ToString()!));
                return new Constant(first.At, FeelType.Any, Value.Null);
            }

            if (!ExpectCondition(one, $"'{word}'", parts[0]) && !_scope.IsForgiving)
            {
                return new Constant(first.At, FeelType.Any, Value.Null);
            }
        }

        return Keep(new Joined(first.At, all, [.. parts]));
    }

    private Node Comparison()
    {
        var left = Additive();
        while (true)
        {
            if (TakeRelation() is { } relation)
            {
                var right = Additive();
                CheckSubtraction(right);
                CheckComparison(relation, left, right);
                left = Keep(new Compared(left.At, relation, left, right));
            }
            else if (TakeWord("between"))
            {
                var low = Additive();
                ExpectWord("and");
                var high = Additive();
                CheckBetween(left, low, high);
                left = Keep(new Between(left.At, left, low, high));
            }
            else if (TakeWord("in"))
            {
                left = Keep(new Meets(left.At, left, In(left)));
            }
            else
            {
                return left;
            }
        }
    }

    private Node Additive()
    {
        var left = Multiplicative();
        while (Current.Is("+") || Current.Is("-"))
        {
            var operation = Take().Text == "+" ? Operation.Add : Operation.Subtract;
            left = Calculate(operation, left, Multiplicative());
            left = BareDay(left) ?? left;
        }

        return left;
    }

    // A day without quotes reads as a subtraction that nobody means.
    private Constant? BareDay(Node node)
    {
        if (_scope.IsForgiving || node is not Arithmetic { Operation: Operation.Subtract, Left: Arithmetic { Operation: Operation.Subtract, Left: Constant }, Right: Constant { At: var last } }
            || last + 2 - node.At != "2024-07-01".Length || TimeTexts.Any(_source.Text[node.At..(last + 2)]) is not { Kind: ValueKind.Date } day)
        {
            return null;
        }

        Refuse(FeelReadingTexts.BareDay(At(node.At), _source.Text[node.At..(last + 2)]));
        return new Constant(node.At, FeelType.Date, day);
    }

    private Node Multiplicative()
    {
        var left = Power();
        while (Current.Is("*") || Current.Is("/"))
        {
            var operation = Take().Text == "*" ? Operation.Multiply : Operation.Divide;
            left = Calculate(operation, left, Power());
        }

        return left;
    }

    private Node Power()
    {
        var left = Unary();
        while (Current.Is("**"))
        {
            Take();
            left = Calculate(Operation.Power, left, Unary());
        }

        return left;
    }

    private Node Unary()
    {
        if (!Current.Is("-"))
        {
            return Instance();
        }

        if (++_nesting > DeepestNesting)
        {
            throw Stop(FeelReadingTexts.TooDeep(At(Current.At)));
        }

        var at = Take().At;
        var of = Unary();
        _nesting--;
        return Negate(at, of);
    }

    private Node Instance()
    {
        // Ends of ranges and the like nest without passing through a whole expression: every way down comes through here.
        if (++_within > 2 * DeepestNesting)
        {
            throw Stop(FeelReadingTexts.TooDeep(At(Current.At)));
        }

        var node = Postfix(Primary());
        _within--;
        while (Current.IsWord("instance") && Following.IsWord("of"))
        {
            Take();
            Take();
            node = Keep(new InstanceOf(node.At, node, TypeName()));
        }

        return node;
    }

    private Relation? TakeRelation()
    {
        Relation? relation = Current.Kind != TokenKind.Symbol ? null : Current.Text switch
        {
            "=" => Relation.Equal,
            "!=" => Relation.NotEqual,
            "<" => Relation.Less,
            "<=" => Relation.LessOrEqual,
            ">" => Relation.Greater,
            ">=" => Relation.GreaterOrEqual,
            _ => null,
        };
        if (relation is null)
        {
            return null;
        }

        var sign = Take();
        return Current.Kind == TokenKind.Symbol && Current.At == sign.End ? OtherSpelling(sign, relation.Value) : relation;
    }

    /// <summary>Comparisons as other languages write them; reading goes on with what was meant.</summary>
    private Relation OtherSpelling(Token sign, Relation relation)
    {
        Relation? meant = (sign.Text, Current.Text) switch
        {
            ("=", ">" or ">=") => Relation.GreaterOrEqual,
            ("=", "<" or "<=") => Relation.LessOrEqual,
            ("<", ">") => Relation.NotEqual,
            ("=" or "!=", "=") => relation,
            _ => null,
        };
        if (meant is null)
        {
            return relation;
        }

        var written = sign.Text + Take().Text;
        _diagnostics.Add(written == "=="
            ? FeelReadingTexts.DoubledEquals(At(sign.At))
            : FeelReadingTexts.OtherComparison(At(sign.At), written, Sign(meant.Value)));
        return meant.Value;
    }

    private static string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "<=",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => ">=",
        Relation.NotEqual => "!=",
        _ => "=",
    };

    private Token Take() => Current.Kind == TokenKind.End ? Current : _tokens[_next++];

    private bool Take(string symbol) => Current.Is(symbol) && ++_next > 0;

    private bool TakeWord(string word) => Current.IsWord(word) && ++_next > 0;

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw Missing($"'{symbol}'");
        }
    }

    /// <summary>A closing bracket, of a bracket that is open since a place before.</summary>
    private void Close(string symbol, int open)
    {
        if (!Take(symbol))
        {
            throw Unclosed($"'{symbol}'", open);
        }
    }

    private ReadingStoppedException Unclosed(string wanted, int open)
    {
        var found = Current.Kind == TokenKind.End ? null : Written(Current);
        var before = Array.FindLastIndex(_tokens, token => token.End <= open) is >= 0 and var place ? Written(_tokens[place]) : "";
        return Stop(FeelReadingTexts.Unclosed(At(Current.At), wanted, found, _source.Text[open..(open + 1)], _isCell && before.Length == 0 ? "cell" : before, At(open)));
    }

    /// <summary>The end of a call. Without it nobody knows which values belong to the call, so nothing is said of their types.</summary>
    private void CloseCall(int said, int open)
    {
        if (!Current.Is(")"))
        {
            var types = _diagnostics.Skip(said).Where(problem => string.CompareOrdinal(problem.Code, "PAR204") >= 0).ToList();
            _diagnostics.RemoveAll(types.Contains);
        }

        Close(")", open);
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
        {
            throw Missing($"'{word}'");
        }
    }

    private ReadingStoppedException Missing(string wanted) => _isCell && Current.IsWord("between") ? Stop(FeelReadingTexts.RangeInCell(At(Current.At), Written(Current))) :
        Stop(FeelReadingTexts.Expected(At(Current.At), wanted, Current.Kind == TokenKind.End ? null : Written(Current), _next > 0 ? Written(_tokens[_next - 1]) : null));

    private ReadingStoppedException Stop(Diagnostic diagnostic)
    {
        _diagnostics.Add(diagnostic);
        return new ReadingStoppedException();
    }

    // What the checker refuses is let through when the scope forgives, as DMN's own null.
    private void Refuse(Diagnostic diagnostic)
    {
        if (!_scope.IsForgiving)
        {
            _diagnostics.Add(diagnostic);
        }
    }

    private T Keep<T>(T node)
        where T : Node
    {
        foreach (var child in node.Children)
        {
            node.Depth = Math.Max(node.Depth, child.Depth + 1);
        }

        return node.Depth <= DeepestTree ? node : throw Stop(FeelReadingTexts.TooDeep(At(node.At)));
    }

    private SourcePosition At(int offset) => _source.PositionAt(offset);

    private string Written(Token token) => _source.Text[token.At..token.End];
}
