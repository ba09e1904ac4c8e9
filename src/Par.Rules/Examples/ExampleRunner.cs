using Par.Rules.Books;
using Par.Rules.Evaluation;

namespace Par.Rules.Examples;

/// <summary>Runs the examples that authors wrote beside their rules.</summary>
public static class ExampleRunner
{
    /// <summary>Runs every example of every rule, in the order of the book.</summary>
    public static IReadOnlyList<ExampleResult> Run(RuleBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var evaluator = new Evaluator(book);
        return
        [
            .. from rule in book.Rules
               from version in rule.Versions
               from example in version.Examples
               select Run(evaluator, rule, example),
        ];
    }

    private static ExampleResult Run(Evaluator evaluator, Rule rule, Example example)
    {
        var finding = evaluator.Evaluate(rule, example.Event, example.Subject, example.Today);
        return new ExampleResult(rule, example, finding, [.. Mismatches.Of(example.Expect, finding, evaluator.Book.Catalogue)]);
    }
}
