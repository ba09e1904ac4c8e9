using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Par.Rules.Diagnostics;

namespace Par.Worker.Cli;

/// <summary>Says what is wrong with a command line, the nearest right word, and which words there are.</summary>
internal static class Misuse
{
    public static string Describe(RootCommand root, ParseResult read)
    {
        var at = read.CommandResult.Command;
        var text = new StringBuilder();
        foreach (var problem in Problems(root, at, read))
        {
            text.AppendLine(problem);
        }

        return text.Append(at.Subcommands.Count > 0 ? Verbs(at) : Options(at)).ToString();
    }

    private static IEnumerable<string> Problems(RootCommand root, Command at, ParseResult read)
    {
        // An unknown option may have been taken for the argument that may be left out.
        if (read.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).FirstOrDefault(token => token.Value.StartsWith('-')) is { } taken)
        {
            return [Unknown(root, at, taken.Value)];
        }

        if (read.UnmatchedTokens.Count == 0)
        {
            return at.Subcommands.Count > 0
                ? [$"'{Path(root, at)}' needs one more word."]
                : read.Errors.Select(Wrong).Distinct();
        }

        // After an unknown verb the other words mean nothing; unknown options are told one by one, and wrong values with them.
        var options = read.UnmatchedTokens.Where(word => word.StartsWith('-')).ToList();
        var unknown = options.Count > 0 && at.Subcommands.Count == 0 ? options : [.. read.UnmatchedTokens.Take(1)];
        return unknown.Select(word => Unknown(root, at, word)).Concat(read.Errors.Where(error => error.SymbolResult is OptionResult).Select(Wrong)).Distinct();
    }

    private static string Wrong(ParseError error)
    {
        if (error.SymbolResult is ArgumentResult { Argument: var argument, Parent: CommandResult, Tokens.Count: 0 })
        {
            return $"The {argument.Name} is missing.";
        }

        if ((error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult) is not { Option: var option, Tokens: var tokens } read)
        {
            return error.Message;
        }

        if (read.Implicit)
        {
            return $"{option.Name} is missing: give it with its value.";
        }

        var mend = Kind(option) is { } kind ? $"give {kind}." : "give a value.";
        return tokens.Count switch
        {
            0 => $"{option.Name} has no value: {mend}",
            1 => $"{option.Name} is '{tokens[0].Value}': {mend}",
            _ => $"{option.Name} is given more than once: keep one of {string.Join(", ", tokens.Select(token => $"'{token.Value}'"))}.",
        };
    }

    private static string? Kind(Option option) => (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) switch
    {
        // What stands there when it is left out is right for this option, whatever it counts.
        var type when type == typeof(int) => string.Create(CultureInfo.InvariantCulture, $"a whole number such as {(option.HasDefaultValue ? option.GetDefaultValue() : 20000)}"),
        var type when type == typeof(double) => "a number such as 20 or 0.5",
        var type when type == typeof(DateOnly) => "a day as year-month-day, such as 2026-08-26",
        _ => null,
    };

    private static string Unknown(RootCommand root, Command at, string word)
    {
        var isOption = word.StartsWith('-');
        var known = isOption ? at.Options.Select(option => option.Name) : at.Subcommands.Select(verb => verb.Name);
        var kind = isOption ? "option" : at.Subcommands.Count > 0 ? "verb" : "argument";
        var where = at == root ? "" : $" of '{Path(root, at)}'";
        var nearest = Nearest.Name(word, known);
        return nearest is null ? $"There is no {kind} '{word}'{where}." : $"There is no {kind} '{word}'{where}. Did you mean '{nearest}'?";
    }

    private static string Verbs(Command at)
    {
        var width = at.Subcommands.Max(verb => verb.Name.Length);
        var lines = at.Subcommands.Select(verb => $"  {verb.Name.PadRight(width)}  {verb.Description}");
        return string.Join(Environment.NewLine, lines.Prepend("The verbs are:"));
    }

    private static string Options(Command at)
    {
        var names = at.Options.Where(option => !option.Hidden && option is not System.CommandLine.Help.HelpOption).Select(option => option.Name).ToList();
        var options = names.Count == 0 ? "It takes no options." : $"The options are: {string.Join(", ", names)}.";
        return at.Arguments.Count == 0 ? options : $"{options} {string.Join(' ', at.Arguments.Select(argument => $"The {argument.Name} is written by itself, as '{at.Name} {argument.Name.ToUpperInvariant()}'."))}";
    }

    private static string Path(RootCommand root, Command at)
    {
        var names = new Stack<string>();
        for (Symbol? step = at; step is not null && step != root; step = step.Parents.FirstOrDefault())
        {
            names.Push(step.Name);
        }

        return string.Join(' ', names);
    }
}
