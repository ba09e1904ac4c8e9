using Par.Rules.Books;

namespace Par.Worker.Books;

/// <summary>
/// The rule book in service. A book never changes; when its files do, another takes its place whole. Who needs one book from
/// beginning to end takes it once and keeps it.
/// </summary>
internal sealed class RunningBook(RuleBook first)
{
    private volatile RuleBook current = first;

    public RuleBook Current => current;

    public void Replace(RuleBook next) => current = next;
}
