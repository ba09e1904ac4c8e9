using System.CommandLine;
using Par.Worker.Decisions;

namespace Par.Worker.Cli;

/// <summary><c>rules</c>: what authors of rules need at their desk; it touches no database.</summary>
internal static class RulesVerb
{
    public static Command Command() => new("rules", "Checks rule files, and runs the examples beside the rules.")
    {
        RulesCheckVerb.Command(),
        RulesExamplesVerb.Command(),
    };

    /// <summary>The folder every verb of this group takes.</summary>
    public static Argument<string> Folder() => new("folder")
    {
        Description = "The folder of the rules; 'rules' when left out; where there is none, that of the program's sources.",
        DefaultValueFactory = _ => RuleBookFiles.Find(),
        HelpName = "folder",
    };
}
