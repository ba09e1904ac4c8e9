namespace Par.Worker.Cli;

/// <summary>Settings that are missing or wrong: one sentence for each, all of them at once.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems => problems;
}
