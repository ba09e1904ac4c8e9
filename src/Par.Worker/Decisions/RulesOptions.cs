namespace Par.Worker.Decisions;

/// <summary>Section <c>Rules</c>: where the rule book is, and whether changes of it are put in service while the program runs.</summary>
internal sealed class RulesOptions
{
    /// <summary>The folder of the rule files and the catalogue; a relative path counts from where the program was started. Default <c>rules</c>.</summary>
    public string Folder { get; set; } = "rules";

    /// <summary>Whether a change of the files is put in service while the program runs. Default true.</summary>
    public bool Watch { get; set; } = true;

    /// <summary>How often the files are looked at, 1 s to 10 min. Default 2 s: a change is in service after two looks that saw the same.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(2);
}
