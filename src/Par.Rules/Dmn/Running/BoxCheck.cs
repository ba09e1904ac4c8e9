using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>Looks through the logic of one element.</summary>
internal sealed class BoxCheck(Definitions model, Element element, List<Diagnostic> found)
{
    private readonly string _element = $"{(element is KnowledgeModel ? "business knowledge model" : "decision")} '{element.Name}'";
    private readonly Dictionary<LiteralBox, FeelType> _tested = [];
    private readonly StrictReading _strict = new(model, element);

    /// <param name="box">The box.</param>
    /// <param name="place">The words for where it stands.</param>
    /// <param name="wanted">The type that it should have there.</param>
    public void Look(Boxed box, string place, ItemType? wanted)
    {
        var declared = box.Declared is { } own && own.Feel != FeelType.Any ? own : wanted;
        if (box.Declared is not null && wanted is not null)
        {
            found.AddRange(TypeFit.Of(box.Declared.Feel, wanted, box.At, place));
        }

        if (box is LiteralBox literal)
        {
            Look(literal, place, declared);
            return;
        }

        if (declared is not null)
        {
            found.AddRange(TypeFit.Of(box.Gives, declared, box.At, place));
        }

        switch (box)
        {
            case TableBox { Policy: { IsSingle: false, Aggregation: null } } many when declared is { Feel: not ListType and var feel } && feel != FeelType.Any:
                found.Add(DmnTypeTexts.ManyAnswers(many.At, place, feel.ToString()!));
                break;
            case TableBox table:
                found.AddRange(AnswerCheck.Of(table, place));
                break;
            case ForeignBox foreign:
                found.Add(DmnTypeTexts.Placed(DmnTexts.OtherLanguage(foreign.At, foreign.Language), place));
                break;
            case InvocationBox invocation when Called(invocation) is { } parameters:
                found.AddRange(invocation.Faults(parameters, place));
                break;
            default:
                break;
        }

        foreach (var piece in box.Placed)
        {
            found.AddRange(_strict.Of(piece.Piece, piece.Words, Tested(piece)).Faults);
        }

        foreach (var part in box is InvocationBox call ? call.Bound(Called(call)) : box.Within(declared))
        {
            Look(part.Box, part.IsCell ? part.Words : $"{part.Words} of {_element}", part.Wanted);
        }
    }

    // The type of a column that declares none is the one that its expression gives.
    private FeelType? Tested(BoxPiece piece)
    {
        if (piece.Tested is not LiteralBox literal || literal.Known != FeelType.Any)
        {
            return null;
        }

        if (!_tested.TryGetValue(literal, out var type))
        {
            _tested[literal] = type = _strict.Of(literal.Written, "").Expression?.Type ?? FeelType.Any;
        }

        return type;
    }

    private void Look(LiteralBox literal, string place, ItemType? declared)
    {
        var (expression, faults) = _strict.Of(literal.Written, place);
        found.AddRange(faults);
        if (expression is null || declared is null)
        {
            return;
        }

        var at = literal.Written.Start;
        var unfit = TypeFit.Of(expression.Type, declared, at, place).ToArray();
        found.AddRange(unfit);
        if (unfit.Length == 0 && TypeFit.Written(expression.Root) is { } value)
        {
            found.AddRange(TypeFit.Of(value, declared, at, place));
        }
    }

    // The parameters of a business knowledge model or decision service that is called by its name.
    private IReadOnlyList<BoxParameter>? Called(InvocationBox invocation)
    {
        if (invocation.Function is not LiteralBox { Written: var name } || name.Scope.IndexOf(name.Text.Text.Trim()) is not (>= 0 and var slot))
        {
            return null;
        }

        var required = element.Requirements.All.FirstOrDefault(one => one.Import is null or { Name.Length: 0 } && one.Element.Variable == name.Text.Text.Trim())?.Element;
        return required is not null && Typing.Same(name.Scope.Variables[slot].Type, required.Known) ? required.Parameters : null;
    }
}
