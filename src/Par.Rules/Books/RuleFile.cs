using Par.Rules.Diagnostics;

namespace Par.Rules.Books;

/// <summary>One file of a rule book.</summary>
/// <param name="Path">Its path from the top of the rules, with forward slashes; diagnostics name it so.</param>
/// <param name="Text">What is written in it.</param>
public sealed record RuleFile(string Path, string Text);

/// <summary>What came of reading rule files: a book, or everything that is wrong with the files.</summary>
/// <param name="Book">The book; null when there is any diagnostic, for a book with one bad rule does not load.</param>
/// <param name="Diagnostics">Everything that is wrong, by file and place.</param>
public sealed record BookReading(RuleBook? Book, IReadOnlyList<Diagnostic> Diagnostics);
