using Par.Rules.Books;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>One life event, with the facts gathered for it: what rules are asked about.</summary>
/// <param name="LifeEvent">The kind of life event, for example <c>birth.registered</c>.</param>
/// <param name="Event">What was reported.</param>
/// <param name="Subject">The subject's record; unknown when it could not be had.</param>
/// <param name="Today">The day on which the question is put.</param>
public readonly record struct Occasion(string LifeEvent, Record Event, Value Subject, DateOnly Today);

/// <summary>What one rule said on one occasion.</summary>
/// <param name="Occasion">The occasion.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Verdict">What it said.</param>
public readonly record struct Replayed(Occasion Occasion, Rule Rule, Verdict Verdict);

/// <summary>
/// Puts a book's questions to many life events again, on several threads: whom would this rule have reached? What comes out, and its order, does not depend on
/// how many threads there are.
/// </summary>
public sealed class Replay(Evaluator evaluator)
{
    private const int AtATime = 4_096;

    /// <summary>How many threads work at most.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What every rule of each occasion's life event says, occasion by occasion in the order given, rule by rule in the order of their ids.</summary>
    public IEnumerable<Replayed> Run(IEnumerable<Occasion> occasions, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(occasions);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation };
        foreach (var some in occasions.Chunk(AtATime))
        {
            var verdicts = new Verdict[some.Length][];
            Parallel.For(0, some.Length, options, i =>
            {
                verdicts[i] = new Verdict[evaluator.Book.RulesFor(some[i].LifeEvent).Count];
                evaluator.Judge(some[i], verdicts[i], cancellation);
            });
            for (var i = 0; i < some.Length; i++)
            {
                var rules = evaluator.Book.RulesFor(some[i].LifeEvent);
                for (var place = 0; place < rules.Count; place++)
                {
                    yield return new Replayed(some[i], rules[place], verdicts[i][place]);
                }
            }
        }
    }
}
