using Par.Rules.Diagnostics;
using Par.Rules.Feel.BuiltIns;

namespace Par.Rules.Feel.Reading;

/// <summary>Calls: which way of calling a function is meant, and whether what it is given fits.</summary>
internal sealed partial class Parser
{
    private Node BuiltIn(int at, string name)
    {
        var (arguments, names) = Arguments();
        var ways = Library.Find(name);
        if (names is not null)
        {
            var way = ways.FirstOrDefault(candidate => names.Length == candidate.Accepts.Length && names.All(candidate.Parameters.Contains))
                ?? ways.FirstOrDefault(candidate => _scope.IsForgiving && MayLack(candidate, names));
            if (way is null)
            {
                var known = ways.SelectMany(candidate => candidate.Parameters).Distinct().ToArray();
                var strange = Array.Find(names, given => !known.Contains(given));
                Refuse(strange is null
                    ? FeelTypeTexts.WrongCount(At(at), $"{name}()", Counts(ways), names.Length, Written(ways))
                    : FeelTypeTexts.UnknownParameter(At(at), $"{name}()", strange, Nearest.Name(strange, known), known));
                return new Constant(at, FeelType.Any, Value.Null);
            }

            return Called(at, way, [.. way.Parameters.Select(parameter => Named(parameter, names, arguments) ?? new Constant(at, FeelType.Null, Value.Null))]);
        }

        var counted = ways.Where(way => way.Takes(arguments.Length)).ToArray();
        if (counted.Length == 0)
        {
            Refuse(FeelTypeTexts.WrongCount(At(at), $"{name}()", Counts(ways), arguments.Length, Written(ways)));
            return new Constant(at, FeelType.Any, Value.Null);
        }

        var fitting = Array.Find(counted, way => FirstUnfit(way, arguments, forgiving: false) < 0)
            ?? Array.Find(counted, way => FirstUnfit(way, arguments, _scope.IsDmn) < 0);
        if (fitting is null)
        {
            var unfit = FirstUnfit(counted[0], arguments, _scope.IsDmn);
            var parameter = counted[0].ParameterAt(unfit);
            Refuse(FeelTypeTexts.WrongArgument(At(arguments[unfit].At), $"{name}()", parameter.Name, parameter.Wanted, arguments[unfit].Type.ToString()!));
        }

        if (fitting is { Name: "list contains" or "index of" } && arguments is [{ Type: ListType of }, var wanted] && wanted.Type != FeelType.Null
            && !Typing.MayBe(wanted.Type, of.Of) && !Typing.MayBe(of.Of, wanted.Type))
        {
            Refuse(FeelTypeTexts.NeverEqual(At(wanted.At), wanted.Type.ToString()!, of.Of.ToString()!, null));
        }
        else if (fitting is { Name: "min" or "max", IsVariadic: true } && Array.Find(arguments, one => !Typing.MayBe(one.Type, arguments[0].Type)) is { } other)
        {
            Refuse(FeelTypeTexts.NeverEqual(At(other.At), arguments[0].Type.ToString()!, other.Type.ToString()!, null));
        }
        else if (fitting is { Name: "modulo" } && arguments is [_, Constant { Value: { Kind: ValueKind.Number, AsNumber: 0 } }])
        {
            Refuse(FeelTypeTexts.DividedByNothing(At(arguments[1].At)));
        }
        else if (fitting is { Name: "age" } && arguments is [SlotName { Slot: var first }, PathTo { Source: not null }] && _scope.Variables[first].Name == "today")
        {
            Refuse(FeelTypeTexts.AgeTurnedRound(At(at)));
        }

        return fitting is null && !_scope.IsForgiving ? new Constant(at, FeelType.Any, Value.Null) : Called(at, fitting ?? counted[0], arguments);
    }

    private Node Called(int at, BuiltIn way, Node[] arguments)
    {
        if (RecordedDays.WithRecord(way) is { } withRecord)
        {
            if (arguments[0] is PathTo { Source.Type: not ListType } field)
            {
                return Keep(new BuiltInCall(at, way.Result, withRecord, [field.Source, field]));
            }

            if (!_scope.IsDmn)
            {
                Refuse(FeelTypeTexts.NotAField(At(arguments[0].At), $"{way.Name}()"));
            }
        }

        if (!way.Traits.HasFlag(Traits.MovesOnly))
        {
            foreach (var argument in arguments)
            {
                ReadsWhole(argument.Type);
            }
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (way.ParameterAt(i).Name is "start position" or "position")
            {
                CheckPlace(arguments[i]);
            }
            else if (way.ParameterAt(i).Name is "pattern" && arguments[i] is Constant { Value: { Kind: ValueKind.String } pattern } && Flags(way, arguments) is { } flags
                && !Patterns.CanRead(pattern.AsString, flags))
            {
                Refuse(Patterns.CanRead(pattern.AsString, "") ? FeelTypeTexts.NoFlags(At(arguments[i].At), flags) : FeelTypeTexts.NoPattern(At(arguments[i].At), pattern.ToString()));
                return Keep(new BuiltInCall(at, way.Result, way, arguments));
            }
        }

        var type = ResultOf(way, arguments);
        if (way.Traits.HasFlag(Traits.NeedsFrame) || arguments.Any(argument => argument is not Constant))
        {
            return Keep(new BuiltInCall(at, type, way, arguments));
        }

        var given = arguments.Select(argument => ((Constant)argument).Value).ToArray();
        if (Settled(way, given) is not { } value)
        {
            return Keep(new BuiltInCall(at, type, way, arguments));
        }

        if (value.IsNull && arguments.Length > 0 && arguments.All(argument => argument.Type != FeelType.Null))
        {
            Refuse(FeelTypeTexts.NoSuchValue(At(at), way.Name, $"{way.Name}({string.Join(", ", given)})"));
            type = _scope.IsForgiving ? type : FeelType.Null;
        }

        return new Constant(at, type == FeelType.Any ? Typing.Of(value) : type, value);
    }

    // The flags of a pattern as they are written out; null when they must be worked out.
    private static string? Flags(BuiltIn way, Node[] arguments) => Array.FindIndex(way.Accepts, parameter => parameter.Name == "flags") switch
    {
        < 0 => "",
        var at => arguments[at] is Constant flags ? flags.Value.Kind == ValueKind.String ? flags.Value.AsString : "" : null,
    };

    // What takes too long to be worked out while reading stops while running, where there are limits.
    private static Value? Settled(BuiltIn way, Value[] given)
    {
        try
        {
            return way.Call(new Frame(0), [.. given]);
        }
        catch (FeelLimitException)
        {
            return null;
        }
    }

    private static FeelType ResultOf(BuiltIn way, Node[] arguments)
    {
        if (way.Result != Signature.T && way.Result is not ListType { Of: var of })
        {
            return way.Result;
        }

        if (way.Result is ListType fixedList && fixedList.Of != Signature.T)
        {
            return way.Result;
        }

        var held = new List<FeelType>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (way.ParameterAt(i) is { Generic: true } parameter)
            {
                held.Add(parameter.Types[0] is ListType ? Typing.ItemOf(arguments[i].Type) : arguments[i].Type);
            }
        }

        var common = Typing.Common(held);
        return way.Result == Signature.T ? common : FeelType.List(common);
    }

    private static int FirstUnfit(BuiltIn way, Node[] arguments, bool forgiving)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!way.ParameterAt(i).MayTake(arguments[i].Type, forgiving))
            {
                return i;
            }
        }

        return -1;
    }

    // DMN reads a parameter that was left out as null, where null is a value it takes.
    private static bool MayLack(BuiltIn way, string[] names) =>
        names.All(way.Parameters.Contains) && way.Accepts.All(parameter => parameter.MayBeNull || names.Contains(parameter.Name));

    private static Node? Named(string parameter, string[] names, Node[] arguments) =>
        Array.IndexOf(names, parameter) is >= 0 and var index ? arguments[index] : null;

    private static string Counts(IReadOnlyList<BuiltIn> ways)
    {
        var counts = ways.Where(way => !way.IsVariadic).Select(way => way.Accepts.Length).Distinct().Order().ToArray();
        var last = counts[^1] == 1 ? "1 value" : $"{counts[^1]} values";
        return counts.Length == 1 ? last : $"{string.Join(", ", counts[..^1])} or {last}";
    }

    // Each way of calling a function, as an author would write it.
    private static string Written(IReadOnlyList<BuiltIn> ways) =>
        string.Join(" or ", ways.Select(way => $"{way.Name}({string.Join(", ", way.Parameters)}{(way.IsVariadic ? ", ..." : "")})").Distinct());

    private ValueCall Call(Node function)
    {
        var (arguments, names) = Arguments();
        var type = FeelType.Any;
        if (function.Type is FunctionType known)
        {
            var isWritten = function is not Constant;
            type = isWritten ? known.Result : FeelType.Any;
            if (isWritten && known.Parameters.Count != arguments.Length && !(known.Parameters.Count == 0 && known.Result == FeelType.Any))
            {
                Refuse(FeelTypeTexts.WrongCount(At(function.At), "the function", known.Parameters.Count == 1 ? "1 value" : $"{known.Parameters.Count} values", arguments.Length));
            }
            else if (isWritten && names is null && known.Parameters.Count == arguments.Length)
            {
                CheckArguments(known, arguments);
            }
        }
        else if (!Typing.MayBe(function.Type, FeelType.Function([], FeelType.Any)))
        {
            Refuse(FeelTypeTexts.NotCallable(At(function.At), function.Type.ToString()!));
        }

        return Keep(new ValueCall(function.At, type, function, arguments, names));
    }

    private void CheckArguments(FunctionType function, Node[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Typing.MayServe(arguments[i].Type, function.Parameters[i]))
            {
                Refuse(FeelTypeTexts.WrongArgumentAt(At(arguments[i].At), i + 1, function.Parameters[i].ToString()!, arguments[i].Type.ToString()!));
            }
        }
    }

    private Node Offered(int at, OfferedFunction function)
    {
        if (function.Misread(_source.Text.AsSpan(Following.At), At(Following.At)) is { } misread)
        {
            throw Stop(misread);
        }

        var (arguments, names) = Arguments();
        if (names is not null)
        {
            Refuse(FeelTypeTexts.UnknownParameter(At(at), $"{function.Name}()", names[0], null, []));
            return new Constant(at, FeelType.Any, Value.Null);
        }

        if (function.Prepare(new CallAsWritten(_source, at, arguments, Refuse)) is not { } call)
        {
            return new Constant(at, FeelType.Any, Value.Null);
        }

        foreach (var argument in call.Arguments)
        {
            ReadsWhole(argument.Type);
        }

        var called = new Constant(at, FeelType.Function([], FeelType.Any), Value.Of(call.Function));
        return Keep(new ValueCall(at, call.Type, called, call.Arguments, null));
    }

    private (Node[] Arguments, string[]? Names) Arguments()
    {
        var open = Current.At;
        Expect("(");
        var said = _diagnostics.Count;
        var arguments = new List<Node>();
        var names = IsNamed() ? new List<string>() : null;
        while (!Current.Is(")"))
        {
            if (names is not null)
            {
                names.Add(NameUntil(token => token.Is(":"), "':'"));
                Expect(":");
            }

            arguments.Add(Expression());
            if (!Take(","))
            {
                break;
            }
        }

        CloseCall(said, open);
        return ([.. arguments], names?.ToArray());
    }

    private bool IsNamed()
    {
        var at = _next;
        while (_tokens[at].Kind is TokenKind.Name or TokenKind.Number
            || (at > _next && _tokens[at].Kind == TokenKind.Symbol && _tokens[at].Text is "+" or "-" or "*" or "/" or "'" or "."))
        {
            at++;
        }

        return at > _next && _tokens[at].Is(":");
    }
}
