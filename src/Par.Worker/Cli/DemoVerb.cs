using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Par.Worker.Demo;

namespace Par.Worker.Cli;

/// <summary><c>demo</c>: the main job on a synthetic province. What the options mean and may be stands with <see cref="DemoOptions"/>.</summary>
internal static class DemoVerb
{
    private static readonly DemoOptions Usual = new();

    private static readonly Option<int> People = Number("--people", "People in the province.", Usual.People);
    private static readonly Option<int?> Seed = new("--seed") { Description = "The same seed on the same day gives the same province.", HelpName = "N" };
    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "Life events a second.",
        HelpName = "N",
        DefaultValueFactory = _ => Usual.Speed,
        CustomParser = read => Decimal(read) ?? Usual.Speed,
    };

    private static readonly Option<double?> Seconds = new("--seconds")
    {
        Description = "Ends by itself after so many seconds of life.",
        HelpName = "N",
        CustomParser = Decimal,
    };

    private static readonly Option<string?> Json = new("--json") { Description = "Writes the summary as JSON.", HelpName = "FILE" };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Keeps the databases, and says how to look into them." };
    private static readonly Option<string?> Database = new("--database") { Description = "A real PostgreSQL server in place of the private one.", HelpName = "\"Host=...\"" };
    private static readonly Option<int> Port = Number("--port", "The desk's port on 127.0.0.1.", Usual.Port);

    private static readonly Option<bool> NoOfficers = new("--no-officers") { Description = "Nobody works the queues by themselves: they are yours." };

    private static readonly Option<int> Workers = Number("--workers", "Workers that share the work.", Usual.Workers);

    public static Command Command()
    {
        var verb = new Command("demo", "A synthetic province lives, and its life events become dossiers.")
        {
            People, Seed, Speed, Seconds, Json, Keep, Database, Port, NoOfficers, Workers,
        };
        verb.SetAction((read, cancellation) => DemoRun.Run(OptionsIn(read), cancellation));
        return verb;
    }

    private static DemoOptions OptionsIn(ParseResult read) => new()
    {
        People = read.GetValue(People),
        Seed = read.GetValue(Seed),
        Speed = read.GetValue(Speed),
        Seconds = read.GetValue(Seconds),
        Json = read.GetValue(Json),
        Keep = read.GetValue(Keep),
        Database = read.GetValue(Database),
        Port = read.GetValue(Port),
        Officers = !read.GetValue(NoOfficers),
        Workers = read.GetValue(Workers),
    };

    // Half of the world writes 1,5 and half 1.5: a comma is refused, because one half would be misread by ten.
    private static double? Decimal(ArgumentResult read)
    {
        if (double.TryParse(read.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        read.AddError("not a number");
        return null;
    }

    private static Option<T> Number<T>(string name, string description, T usual) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
}
