using Par.Rules.Books;

namespace Par.Worker.Books;

/// <summary>What is made out of a rule book, made once for each book: who takes it has a whole that stands on one book only.</summary>
internal sealed class OfBook<T>(RunningBook running, Func<RuleBook, T> make)
    where T : class
{
    private volatile Made? last;

    public T Current
    {
        get
        {
            var book = running.Current;
            if (last is { } made && ReferenceEquals(made.Book, book))
            {
                return made.Whole;
            }

            // Two who come at once may make it twice; either is right.
            var next = new Made(book, make(book));
            last = next;
            return next.Whole;
        }
    }

    private sealed record Made(RuleBook Book, T Whole);
}
