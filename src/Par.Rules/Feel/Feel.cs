using Par.Rules.Diagnostics;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Feel;

/// <summary>FEEL, the language conditions are written in (OMG DMN 1.5, chapter 10).</summary>
public static class Feel
{
    /// <summary>Reads an expression, finds what its names stand for and checks its types, all before it ever runs.</summary>
    public static FeelReading Read(SourceText text, Scope scope)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scope);
        return Parser.Read(text, scope, unaryTests: false);
    }

    /// <summary>Reads the tests of one cell of a decision table, which are put to a value called <c>?</c>.</summary>
    /// <param name="text">The tests, for example <c>&lt; 18, [60..70)</c>.</param>
    /// <param name="scope">The variables; the value under test is the one named <c>?</c>.</param>
    public static FeelReading ReadUnaryTests(SourceText text, Scope scope)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scope);
        return Parser.Read(text, scope, unaryTests: true);
    }
}

/// <summary>What came of reading an expression: the expression, or everything that is wrong with it.</summary>
/// <param name="Expression">The expression; null when there is any diagnostic.</param>
/// <param name="Diagnostics">Everything that is wrong, in the order of the text.</param>
public sealed record FeelReading(CheckedExpression? Expression, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A field that an expression may read.</summary>
/// <param name="Shape">The name of the shape, for example <c>Person</c>.</param>
/// <param name="Field">The name of the field, for example <c>insurances</c>.</param>
public readonly record struct FieldRead(string Shape, string Field);
