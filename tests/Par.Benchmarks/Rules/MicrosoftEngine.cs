using RulesEngine.Models;

namespace Par.Benchmarks.Rules;

/// <summary>The workload in Microsoft RulesEngine 6.0.1: a workflow for each kind, one lambda for each rule; the facts come linked, as it has no joins.</summary>
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
        var task = _engine.ExecuteAllRulesAsync(kind, new RuleParameter("e", happened), new RuleParameter("today", today));
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
            0 => $"Checks.Age(e.Subject.DateOfBirth, today) < {spec.Years}",
            1 => $"e.Subject.DateOfBirth.AddYears({spec.Years}) <= today",
            _ => $"e.RegisteredOn.DayNumber - e.Subject.DateOfBirth.DayNumber <= {spec.Years * 365}",
        };
        yield return (spec.Shape % 4) switch
        {
            0 => $"e.Household.Size >= {spec.Least}",
            1 => "e.Mother.HouseholdId == e.Subject.HouseholdId",
            2 => $"e.School != null && e.School.Grade >= {spec.Least}",
            _ => $"e.Land != null && e.Land.Size >= {spec.Least}",
        };
        if (spec.AsksForMother)
        {
            yield return "e.Mother.DateOfBirth.AddYears(16) <= e.RegisteredOn";
        }

        yield return spec.IsAboutInsurance ? "!(e.Insurance != null && e.Insurance.ValidFrom <= today && today <= e.Insurance.ValidTo)" : $"!(e.Dossier != null && e.Dossier.ClosedOn == null && e.Dossier.Procedure == \"{spec.Procedure}\")";
    }
}
