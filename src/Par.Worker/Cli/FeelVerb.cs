using System.CommandLine;
using System.Text;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Worker.Cli;

/// <summary><c>feel</c>: evaluates one expression and prints its value and type, or each problem with a caret under its place.</summary>
internal static class FeelVerb
{
    public static Command Command()
    {
        var expression = new Argument<string>("expression") { Description = "The expression, in single quotes." };
        var context = new Option<string?>("--context") { Description = "A file with the values it speaks of: JSON, YAML or a FEEL context.", HelpName = "FILE" };
        var unknown = new Option<string[]>("--unknown")
        {
            Description = "A name that no registry answered for; several are given one by one, or with commas between them.",
            HelpName = "NAME",
        };
        var verb = new Command("feel", "Evaluates one FEEL expression: prints its value and type, or what is wrong and where.") { expression, context, unknown };
        verb.SetAction(read => Evaluate(
            read.GetRequiredValue(expression).ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC),
            read.GetValue(context),
            [.. (read.GetValue(unknown) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]));
        return verb;
    }

    private static int Evaluate(string expression, string? file, string[] unknown)
    {
        var text = file is null ? "" : ReadFile(file);
        var given = file is null ? new GivenReading(FeelContext.Of([]), []) : GivenValues.Read(file, text);
        if (given.Values is not { } values)
        {
            return Report(given.Diagnostics, text.TrimStart('\uFEFF'));
        }

        var (scope, frame) = Variables(values, unknown);
        var reading = Feel.Read(SourceText.Bare(expression), scope);
        if (reading.Expression is not { } read)
        {
            return Report(reading.Diagnostics, expression);
        }

        try
        {
            var value = read.Interpret(frame);
            Console.WriteLine(value);
            Console.WriteLine($"type: {TypeOf(read.Type, value)}");
            return 0;
        }
        catch (FeelLimitException stopped)
        {
            Console.WriteLine(stopped.Message);
            Console.WriteLine(Caret.Under(expression, stopped.At));
            return Failures.Failed;
        }
    }

    // The static type says more where a value is empty or null: an empty list of numbers, a number that is not there.
    private static FeelType TypeOf(FeelType type, Value value) => type == FeelType.Any ? FeelType.OfValue(value) : type;

    private static (Scope Scope, Frame Frame) Variables(FeelContext values, string[] unknown)
    {
        var now = TimeProvider.System.GetLocalNow();
        var variables = values.Names.ToDictionary(name => name, name => values.TryGet(name, out var value) ? value : Value.Null, StringComparer.Ordinal);
        variables.TryAdd("today", Value.Of(DateOnly.FromDateTime(now.DateTime)));
        foreach (var name in unknown)
        {
            variables[name] = Value.Unknown(MissingFacts.Of(new MissingFact(new FactName("Context", name), "a registry", MissingBecause.NoAnswer)));
        }

        var scope = variables.Aggregate(Scope.Empty, (known, one) => known.With(one.Key, FeelType.OfValue(one.Value)));
        var frame = new Frame(scope) { Now = now };
        foreach (var (name, value) in variables)
        {
            frame[scope.IndexOf(name)] = value;
        }

        return (scope, frame);
    }

    private static string ReadFile(string file)
    {
        if (Directory.Exists(file))
        {
            throw new ContextFileException($"'{file}' is a folder: name a JSON, YAML or FEEL file.");
        }

        if (!File.Exists(file))
        {
            throw new ContextFileException($"There is no file '{file}': check the path after --context.");
        }

        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new ContextFileException($"The file '{file}' cannot be read ({refused.Message}): see who may read it.");
        }
    }

    private static int Report(IReadOnlyList<Diagnostic> problems, string text)
    {
        foreach (var problem in problems)
        {
            Console.WriteLine(problem);
            Console.WriteLine(Caret.Under(text, problem.At));
        }

        return Failures.Failed;
    }
}
