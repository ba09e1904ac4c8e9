using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;

namespace Par.Rules.Examples;

/// <summary>Compares what an example expects with the finding that came out.</summary>
internal static class Mismatches
{
    public static IEnumerable<string> Of(Expectation expected, Finding finding, RuleCatalogue catalogue)
    {
        if (expected.Answer != Answer(finding))
        {
            return [$"expected {Words(expected.Answer)}, got {Words(finding)}."];
        }

        return
        [
            .. Because(expected, finding),
            .. finding is Finding.Due due ? OfOpening(expected, due.Opening, catalogue) : [],
        ];
    }

    private static ExpectedAnswer? Answer(Finding finding) => finding switch
    {
        Finding.Due => ExpectedAnswer.Due,
        Finding.NotDue => ExpectedAnswer.NotDue,
        Finding.Undecided => ExpectedAnswer.Undecided,
        Finding.NotInForce => ExpectedAnswer.NotInForce,
        _ => null,
    };

    private static IEnumerable<string> Because(Expectation expected, Finding finding)
    {
        if (expected.Because is null)
        {
            yield break;
        }

        var deciding = finding switch
        {
            Finding.NotDue notDue => notDue.Because,
            Finding.Undecided undecided => undecided.Because,
            _ => [.. finding.Explanation.Conditions.Where(condition => condition.SpeaksForTheRule == true).Select(condition => condition.Id)],
        };
        var wanted = expected.Because.ToHashSet(StringComparer.Ordinal);
        var matches = finding is Finding.Due ? wanted.IsSubsetOf(deciding) : wanted.SetEquals(deciding);
        if (!matches)
        {
            yield return $"expected it because of {string.Join(", ", expected.Because)}, got it because of {string.Join(", ", deciding)}.";
        }
    }

    private static IEnumerable<string> OfOpening(Expectation expected, Opening opening, RuleCatalogue catalogue)
    {
        if (expected.Agency is { } agency && opening.Agency?.Id != agency)
        {
            yield return $"expected the agency {agency}, got {opening.Agency?.Id ?? $"no agency for the area {opening.Area ?? "(none)"}"}.";
        }

        if (expected.Procedure is { } procedure && opening.Procedure.Code != procedure)
        {
            yield return $"expected the procedure {procedure}, got {opening.Procedure.Code}.";
        }

        if (expected.Deadline is { } deadline && Due(opening, catalogue) is var due && due != deadline)
        {
            yield return $"expected the term to end on {Books.Words.Iso(deadline)}, got {(due is { } day ? Books.Words.Iso(day) : "no term")}.";
        }

        if (expected.Shadow is { } shadow && shadow != opening.InShadow)
        {
            yield return $"expected it {Trial(shadow)} for the area {opening.Area ?? "(none)"}, got it {Trial(opening.InShadow)}.";
        }

        if (expected.Tell is { } tell && !tell.SequenceEqual(opening.Tell))
        {
            yield return $"expected those who are told to be {People(tell)}, got {People(opening.Tell)}.";
        }
    }

    private static string Trial(bool inShadow) => inShadow ? "in shadow" : "in earnest";

    private static string People(IReadOnlyList<string> ids) => ids.Count == 0 ? "nobody, so the agency tells" : string.Join(", ", ids);

    private static DateOnly? Due(Opening opening, RuleCatalogue catalogue) =>
        opening is { Deadline: { } deadline, Agency: { } agency } ? deadline.DueBy(catalogue.Calendars[agency.Calendar]).Day : null;

    private static string Words(ExpectedAnswer answer) => answer switch
    {
        ExpectedAnswer.Due => "due",
        ExpectedAnswer.NotDue => "not due",
        ExpectedAnswer.Undecided => "undecided",
        _ => "not in force",
    };

    private static string Words(Finding finding) => finding switch
    {
        Finding.Due => "due",
        Finding.NotDue notDue => $"not due because of {string.Join(", ", notDue.Because)}",
        Finding.Undecided undecided => $"undecided because {undecided.Missing} is missing",
        Finding.NotInForce => $"not in force on {(finding.Explanation.LawDate is { } day ? Books.Words.Iso(day) : "that day")}",
        Finding.Failed failed => $"a failure: {failed.Message}",
        _ => finding.ToString(),
    };
}
