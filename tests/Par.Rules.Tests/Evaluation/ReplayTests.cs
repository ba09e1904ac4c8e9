using CsCheck;
using Par.Rules.Evaluation;

namespace Par.Rules.Tests.Evaluation;

/// <summary>However many threads ask, and however many occasions there are, each gets the answer that one thread gives.</summary>
public class ReplayTests
{
    private const string Kind = "birth.registered";

    private static readonly Gen<(int Seed, int Rules)> Books = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 4]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_number_of_threads_replays_what_one_does_in_the_same_order() =>
        Gen.Select(Books, Gen.Int[2, 8], Gen.OneOf(Gen.Int[0, 50], Gen.Int[4_090, 5_000])).Sample(
            (book, threads, count) =>
            {
                var (random, occasions) = Draw(book, count);

                var alone = new Replay(new Evaluator(random.Book)) { Threads = 1 }.Run(occasions, Stop).ToList();
                var together = new Replay(new Evaluator(random.Book)) { Threads = threads }.Run(occasions, Stop).ToList();

                Assert.Equal(count * book.Rules, alone.Count);
                Assert.Equal(alone, together);
            },
            iter: 16,
            threads: 1);

    [Fact]
    public void Threads_that_share_an_evaluator_find_what_one_does() =>
        Books.Sample(
            book =>
            {
                var (random, occasions) = Draw(book, 300);
                var (evaluator, shared) = (new Evaluator(random.Book), new Evaluator(random.Book));
                var (alone, together) = (new string[occasions.Count], new string[occasions.Count]);

                Parallel.For(0, occasions.Count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop }, i => together[i] = Findings(shared, occasions[i]));
                for (var i = 0; i < alone.Length; i++)
                {
                    alone[i] = Findings(evaluator, occasions[i]);
                }

                Assert.Equal(alone, together);
            },
            iter: 12,
            threads: 1);

    private static (RandomBook Book, List<Occasion> Occasions) Draw((int Seed, int Rules) book, int count)
    {
        var random = new RandomBook(book.Seed, book.Rules);
        return (random, [.. Enumerable.Range(0, count).Select(_ => random.Facts()).Select(one => new Occasion(Kind, one.Event, one.Subject, one.Today))]);
    }

    /// <summary>Of every rule the finding with its reasons, the condition's facts, and what would be opened.</summary>
    private static string Findings(Evaluator evaluator, Occasion occasion) => string.Join('\n', evaluator.Book.RulesFor(Kind)
        .Select(rule => evaluator.Evaluate(rule, occasion.Event, occasion.Subject, occasion.Today, Stop))
        .Select(finding => $"{finding.GetType().Name} {finding.Explanation.Version} {Settled(finding)}: {string.Join(
            "; ", finding.Explanation.Conditions.Select(condition => $"{condition.Id} {condition.Outcome} {string.Join(' ', condition.Facts)} {condition.Missing}"))}"));

    private static string Settled(Finding finding) => finding switch
    {
        Finding.Due { Opening: var opening } => $"{opening.OnceKey} {opening.Area} {opening.Deadline?.FromDay} {string.Join(' ', opening.Tell)}",
        Finding.NotDue { Because: var because } => string.Join(' ', because),
        Finding.Undecided undecided => $"{undecided.Missing} {string.Join(' ', undecided.Because)}",
        Finding.Failed { Message: var message } => message,
        _ => "",
    };
}
