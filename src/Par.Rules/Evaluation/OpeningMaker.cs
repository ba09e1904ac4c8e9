using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>Works out what a rule opens, once its conditions hold. What cannot be opened without a missing fact stays undecided.</summary>
internal sealed class OpeningMaker(RuleCatalogue catalogue, RuleVersion version, Frame frame, DateOnly today)
{
    private readonly OpeningPlan _plan = version.Opening;

    public Finding Finding(Explanation explanation)
    {
        var area = _plan.Area.Evaluate(frame);
        var once = _plan.Once.Select(part => part.Evaluate(frame)).ToList();
        var from = _plan.Deadline?.From.Evaluate(frame) ?? Value.Null;
        var missing = once.Append(area).Append(from).Aggregate(MissingFacts.None, (sum, value) => sum.Union(value.Missing));
        if (missing.Count > 0)
        {
            return new Finding.Undecided(missing, []) { Explanation = explanation };
        }

        if (once.FindIndex(part => part.IsNull) is var empty and >= 0)
        {
            const string opensTwice = "a part of the once-key is empty, so the dossier could open twice. Use facts that every subject has.";
            return Failed(explanation, _plan.Once[empty], opensTwice);
        }

        if (_plan.Deadline is { } deadline && from.Kind is not (ValueKind.Date or ValueKind.DateTime))
        {
            return Failed(explanation, deadline.From, "the term has no day to start from. Use a day that every such event has.");
        }

        return new Finding.Due(Opening(explanation.Rule, area.IsNull ? null : area.AsString, once, from)) { Explanation = explanation };
    }

    private static Finding.Failed Failed(Explanation explanation, RuleExpression expression, string message) =>
        new($"{expression.Source.PositionAt(0)}: {message}") { Explanation = explanation };

    private Opening Opening(string rule, string? area, List<Value> once, Value from)
    {
        var agency = area is null ? null : catalogue.Competent(_plan.AgencyKind.Id, area, today);
        return new Opening
        {
            Level = version.Level,
            Title = Rendering.Of(version.TitleTemplates, frame),
            Message = _plan.Message is null ? null : Rendering.Of(_plan.Message, frame),
            Procedure = _plan.Procedure,
            AgencyKind = _plan.AgencyKind.Id,
            Area = area,
            Agency = agency,
            Gate = version.Exclusive?.Gate ?? rule,
            InShadow = version.Pilot?.InShadow(agency?.Area.Id ?? area) ?? false,
            OnceKey = OnceKey(once),
            Tell = [.. _plan.Tell.SelectMany(told => Ids(told.Evaluate(frame))).Distinct(StringComparer.Ordinal)],
            Deadline = _plan.Deadline is null ? null : Deadline(_plan.Deadline, from, agency),
            Prefill = [.. _plan.Prefill.Select(Prefill)],
            Documents = [.. _plan.Documents.Select(Prefill)],
            RequestNeeded = _plan.RequestNeeded,
            AnswerWithin = _plan.AnswerWithin,
            IfNoLongerTrue = _plan.IfNoLongerTrue,
            Law = version.Law,
        };
    }

    /// <summary>Nobody on record, or a registry that gave no answer, names nobody; that holds nothing up.</summary>
    private static IEnumerable<string> Ids(Value told) => told.Kind switch
    {
        ValueKind.String when !string.IsNullOrWhiteSpace(told.AsString) => [told.AsString],
        ValueKind.List => told.AsList.SelectMany(Ids),
        _ => [],
    };

    private Prefilled Prefill(PrefillPlan plan) => new(
        plan.Name,
        plan.Source.Evaluate(frame),
        FactUse.Of(plan.Facts, (Record)frame[RuleReading.EventPlace].AsContext, frame[RuleReading.SubjectPlace]));

    private Deadline Deadline(DeadlinePlan plan, Value from, Agency? agency)
    {
        var deadline = new Deadline { Term = plan.Term, CutOff = plan.CutOff, Law = plan.Law, PausedWhileWaiting = plan.PausedWhileWaiting };
        if (from.Kind == ValueKind.Date)
        {
            return deadline with { FromDay = from.AsDate };
        }

        var moment = from.AsDateTime;
        if (moment.Zone is not null)
        {
            return deadline with { FromMoment = moment.ToDateTimeOffset() };
        }

        // A moment without a zone is local to the agency; without an agency only its day is sure.
        var local = moment.ToDateTimeOffset().DateTime;
        return agency is null
            ? deadline with { FromDay = DateOnly.FromDateTime(local) }
            : deadline with { FromMoment = new DateTimeOffset(local, catalogue.Calendars[agency.Calendar].TimeZone.GetUtcOffset(local)) };
    }

    internal static string OnceKey(IEnumerable<Value> parts) => string.Join('|', parts.Select(KeyPart));

    /// <summary>The bar joins the parts of a once-key, so a bar within a part is marked.</summary>
    private static string KeyPart(Value value)
    {
        var text = value.Kind switch
        {
            ValueKind.String => value.AsString,
            ValueKind.Date => Words.Iso(value.AsDate),
            _ => value.ToString(),
        };
        return text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
    }
}
