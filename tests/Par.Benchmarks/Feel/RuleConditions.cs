using System.Globalization;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Benchmarks.Feel;

/// <summary>The conditions of 1,000 rules, three to a rule, no two of them alike: how long a book of that size takes to be ready.</summary>
internal static class RuleConditions
{
    private const int Rules = 1000;
    private const int InARule = 3;

    private static readonly Func<int, string>[] Kinds =
    [
        n => $"years and months duration(subject.dateOfBirth, today).years < {n}",
        n => $"subject.pension = null or subject.pension < limit * 1.{n}",
        n => $"some i in subject.insurances satisfies today + duration(\"P{n}D\") in [i.validFrom..i.validTo]",
        n => $"subject.registeredOn - subject.dateOfBirth > duration(\"P{n}D\") and subject.householdSize >= 3",
        n => $"subject.residence in (\"permanent\", \"temporary\") and subject.income between {n} and limit",
        n => $"subject.dateOfBirth + duration(\"P{n}Y\") <= today and not(subject.sex = \"M\")",
    ];

    private static readonly SourceText[] Texts =
        [.. Enumerable.Range(0, Rules * InARule).Select(n => SourceText.Bare(string.Create(CultureInfo.InvariantCulture, $"{Kinds[n % Kinds.Length](n)}")))];

    /// <summary>Reads and checks every condition and makes its machine code, on as many cores as there are.</summary>
    public static void Eagerly() => Parallel.ForEach(Texts, text => Read(text).Compile().WarmUp());

    /// <summary>Reads and checks every condition, and compiles those of the first rule that is asked; the others wait until they are.</summary>
    public static void Lazily()
    {
        var read = Array.ConvertAll(Texts, Read);
        Array.ForEach(read[..InARule], condition => condition.Compile().WarmUp());
    }

    private static CheckedExpression Read(SourceText text)
    {
        var reading = Par.Rules.Feel.Feel.Read(text, Catalogue.Scope);
        return reading.Expression ?? throw new InvalidOperationException(string.Join(Environment.NewLine, reading.Diagnostics));
    }
}
