using RulesEngine.Models;

namespace Par.Benchmarks.Rules;

/// <summary>
/// The workload in Microsoft RulesEngine 6.0.1: a workflow for each kind, one lambda for each rule. The facts come linked, as it has no joins, each as an input of
/// its own, as its manual has it.
/// </summary>
internal sealed class MicrosoftEngine
{
    private readonly RulesEngine.RulesEngine _engine;

    public MicrosoftEngine(Workload workload)
    {
        var workflows = Enumerable.Range(0, workload.Kinds)
            .Select(kind => new Workflow { WorkflowName = Workload.Kind(kind), Rules = [.. workload.Rules(kind).Select(RuleOf)] });
        _engine = new RulesEngine.RulesEngine([.. workflows], new ReSettings { CustomTypes = [typeof(Checks)] });
    }

    public int Judge(string kind, Correlated happened, DateOnly today, Span<Dossier?> dossiers)
    {
        var results = Run(kind, happened, today);
        var count = 0;
        foreach (var result in results)
        {
            if (result.IsSuccess)
            {
                dossiers[count++] = new Dossier(result.Rule.RuleName, happened.Subject.Id);
            }
            else if (!string.IsNullOrEmpty(result.ExceptionMessage) && result.ExceptionMessage.Contains("rror while", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(result.ExceptionMessage);
            }
        }

        return count;
    }

    // It works in one go and gives a task that is done.
    private List<RuleResultTree> Run(string kind, Correlated happened, DateOnly today)
    {
        var task = _engine.ExecuteAllRulesAsync(
            kind,
            new RuleParameter("e", happened.Event),
            new RuleParameter("subject", happened.Subject),
            new RuleParameter("mother", happened.Mother),
            new RuleParameter("household", happened.Household),
            new RuleParameter("insurance", happened.Insurance),
            happened.School is null ? new RuleParameter("land", happened.Land) : new RuleParameter("school", happened.School),
            new RuleParameter("dossier", happened.Dossier),
            new RuleParameter("today", today));
        return task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
    }

    private static Rule RuleOf(Spec spec) => new()
    {
        RuleName = spec.Id,
        RuleExpressionType = RuleExpressionType.LambdaExpression,
        Expression = string.Join(" && ", Conditions(spec)),
    };

    private static IEnumerable<string> Conditions(Spec spec)
    {
        yield return (spec.Shape % 3) switch
        {
            0 => $"Checks.Age(subject.DateOfBirth, today) < {spec.Years}",
            1 => $"subject.DateOfBirth.AddYears({spec.Years}) <= today",
            _ => $"e.RegisteredOn.DayNumber - subject.DateOfBirth.DayNumber <= {spec.Years * 365}",
        };
        yield return (spec.Shape % 4) switch
        {
            0 => $"household.Size >= {spec.Least}",
            1 => "mother.HouseholdId == subject.HouseholdId",
            2 => $"school.Grade >= {spec.Least}",
            _ => $"land.Size >= {spec.Least}",
        };
        if (spec.AsksForMother)
        {
            yield return "mother.DateOfBirth.AddYears(16) <= e.RegisteredOn";
        }

        yield return spec.IsAboutInsurance ? "!(insurance.ValidFrom <= today && today <= insurance.ValidTo)" : $"!(dossier.ClosedOn == null && dossier.Procedure == \"{spec.Procedure}\")";
    }
}
