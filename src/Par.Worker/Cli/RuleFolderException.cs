namespace Par.Worker.Cli;

/// <summary>There are no rules where they were looked for.</summary>
internal sealed class RuleFolderException(string message) : Exception(message);
