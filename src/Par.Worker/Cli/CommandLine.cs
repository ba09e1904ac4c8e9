using System.CommandLine;
using System.CommandLine.Help;

namespace Par.Worker.Cli;

/// <summary>The third door: one verb, one file. Reads the command line, runs the verb, and ends with its exit code.</summary>
internal static class CommandLine
{
    /// <summary>The command line itself was wrong: nothing was started.</summary>
    public const int Misused = 2;

    // A word that begins with an at sign is FEEL's day or time here, not the name of a file with more words.
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    public static Task<int> Run(string[] args) => Failures.ToExitCode(() => Run(Root(), args), Console.Error);

    private static async Task<int> Run(RootCommand root, string[] args)
    {
        var read = root.Parse(args.Length == 0 ? ["--help"] : args, AsWritten);
        if (read.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(Misuse.Describe(root, read));
            return Misused;
        }

        // People type ./par, which starts this program: its help names the command they know.
        if (read.Action is HelpAction)
        {
            await using var help = new StringWriter();
            var code = await read.InvokeAsync(new InvocationConfiguration { Output = help });
            await Console.Out.WriteAsync(help.ToString().Replace(RootCommand.ExecutableName, "./par", StringComparison.Ordinal));
            return code;
        }

        // The host and the demo listen to SIGTERM and Ctrl+C themselves, because they have something to finish first.
        return await read.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static RootCommand Root() =>
        new("ParProactive: life events in registries become dossiers in the queues of agencies.")
        {
            ServeVerb.Command(),
            MigrateVerb.Command(),
            DemoVerb.Command(),
            AlarmsVerb.Command(),
            RegistryVerb.Command(),
            QuarantineVerb.Command(),
            BrakeVerb.Command(),
            AgenciesVerb.Command(),
            OfficersVerb.Command(),
            SlaVerb.Command(),
            ReconcileVerb.Command(),
            AuditVerb.Command(),
            RulesVerb.Command(),
            FeelVerb.Command(),
            TckVerb.Command(),
        };
}
