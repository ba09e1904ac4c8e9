namespace Par.Worker.Decisions;

/// <summary>Section <c>Rules</c>: where the rule book is.</summary>
internal sealed class RulesOptions
{
    /// <summary>The folder of the rule files and the catalogue; a relative path counts from where the program was started. Default <c>rules</c>.</summary>
    public string Folder { get; set; } = "rules";
}
