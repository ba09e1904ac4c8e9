namespace Par.Worker.Cli;

/// <summary>The file with the values for an expression cannot be read.</summary>
internal sealed class ContextFileException(string message) : Exception(message);
