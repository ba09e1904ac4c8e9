namespace Par.Rules.Feel.Reading;

internal enum TokenKind
{
    End,
    Name,
    Number,
    String,
    TimeLiteral,
    Symbol,
}

/// <summary>One word, number, text or sign of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it starts in the text.</param>
/// <param name="Text">As written; for a text, what stands between the quotes with escapes undone.</param>
/// <param name="End">Where it ends in the text.</param>
internal readonly record struct Token(TokenKind Kind, int At, string Text, int End)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}

/// <summary>Thrown inside the reader when reading on makes no sense; the diagnostic is already noted.</summary>
internal sealed class ReadingStoppedException : Exception;
