using System.CommandLine;
using Par.Worker.Demo;

namespace Par.Worker.Cli;

/// <summary><c>demo</c>: a synthetic province lives, and its life events become dossiers in the queues of its agencies.</summary>
internal static class DemoVerb
{
    public static Command Command()
    {
        var standard = new DemoOptions();
        var people = Given("--people", "How many people live in the province.", "N", standard.People);
        var seed = Given<int?>("--seed", "The same seed on the same day gives the same province; one is drawn and printed if left out.", "N", null);
        var speed = Given("--speed", "Life events a second; fractions are allowed.", "N", standard.Speed);
        var seconds = Given<double?>("--seconds", "Seconds of life, after which the demo ends by itself; until Ctrl+C if left out.", "N", null);
        var json = Given<string?>("--json", "Writes the summary to this file as JSON.", "FILE", null);
        var port = Given("--port", "The port of the desk on 127.0.0.1.", "N", standard.Port);
        var database = Given<string?>("--database", "Uses this PostgreSQL server in place of a private one, such as \"Host=...;Username=...;Password=...\".", "STRING", null);
        var keep = new Option<bool>("--keep") { Description = "Keeps the databases, and says how to look into them." };
        var quiet = new Option<bool>("--no-officers") { Description = "Nobody works the queues but you: no officer or citizen of the demo acts by themselves." };

        var verb = new Command("demo", "Lets a synthetic province live and shows what becomes of its life events, until Ctrl+C.")
        {
            people, seed, speed, seconds, json, port, database, keep, quiet,
        };
        verb.SetAction((read, cancellation) => DemoRun.Run(
            new DemoOptions
            {
                People = read.GetValue(people),
                Seed = read.GetValue(seed),
                Speed = read.GetValue(speed),
                Seconds = read.GetValue(seconds),
                Json = read.GetValue(json),
                Port = read.GetValue(port),
                Database = read.GetValue(database),
                Keep = read.GetValue(keep),
                Officers = !read.GetValue(quiet),
            },
            cancellation));
        return verb;
    }

    private static Option<T> Given<T>(string name, string description, string what, T standard) =>
        new(name) { Description = description, HelpName = what, DefaultValueFactory = _ => standard };
}
