using System.CommandLine;
using Par.Worker.Decisions;

namespace Par.Worker.Cli;

/// <summary><c>rules</c>: what authors of rules need at their desk. Only <c>rules shadow</c> asks a database.</summary>
internal static class RulesVerb
{
    public static Command Command() => new("rules", "Checks rule files, runs the examples beside the rules, and shows what rules that are tried out would open.")
    {
        RulesCheckVerb.Command(),
        RulesExamplesVerb.Command(),
        RulesShadowVerb.Command(),
    };

    /// <summary>The folder every verb of this group takes.</summary>
    public static Argument<string> Folder()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "The folder of the rules; 'rules' when left out; where there is none, that of the program's sources.",
            DefaultValueFactory = _ => RuleBookFiles.Find(),
            HelpName = "folder",
        };
        folder.Validators.Add(given =>
        {
            if (given.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
            {
                given.AddError($"There is no option '{option.Value}'.");
            }
        });
        return folder;
    }
}
