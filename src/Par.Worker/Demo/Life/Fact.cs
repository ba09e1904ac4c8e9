namespace Par.Worker.Demo.Life;

/// <summary>A statement that changes a registry's facts, with its values in the order of $1, $2, ...</summary>
internal sealed record Fact(string Statement, params object?[] Values);
