namespace Par.Rules.Dmn;

/// <summary>One <c>.dmn</c> file.</summary>
/// <param name="Path">Its path, which messages name.</param>
/// <param name="Text">Its text.</param>
public sealed record DmnFile(string Path, string Text);
