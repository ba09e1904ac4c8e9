namespace Par.Rules.Dmn.Running;

/// <summary>A box within another one.</summary>
/// <param name="Words">What it is there, for example <c>context entry 'net'</c>.</param>
/// <param name="Box">The box.</param>
/// <param name="Wanted">The type that its value should have there; null when any will do.</param>
internal sealed record BoxPart(string Words, Boxed Box, ItemType? Wanted = null)
{
    /// <summary>Whether the words alone tell the place, because it is a cell of a decision table.</summary>
    public bool IsCell { get; init; }
}

/// <summary>A piece of FEEL that stands directly in a box.</summary>
/// <param name="Words">What it is there, for example <c>rule 3, input column 2 'age'</c>.</param>
/// <param name="Piece">The FEEL.</param>
/// <param name="Tested">The expression whose value it tests; null when it is no test of a column.</param>
internal sealed record BoxPiece(string Words, Written Piece, Boxed? Tested = null);
