using Par.Rules.Catalogue;
using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads what a rule opens (levels 2 and 3) or reminds of (level 1).</summary>
internal sealed class OpeningReader(RuleReading reading)
{
    private static readonly Dictionary<string, IfNoLongerTrue> Corrections = new(StringComparer.Ordinal)
    {
        ["withdraw"] = IfNoLongerTrue.Withdraw,
        ["flag"] = IfNoLongerTrue.Flag,
        ["keep"] = IfNoLongerTrue.Keep,
    };

    private static readonly Dictionary<string, int> TellThrough = new(StringComparer.Ordinal) { ["officer"] = 0 };

    private static readonly FeelType[] KeyTypes = [FeelType.String, FeelType.Number, FeelType.Date];

    /// <summary>Reads it. The subject of the triggers is who is told where the rule does not say.</summary>
    public OpeningPlan? Read(MapReader rule, int? level, DateOnly? from, DateOnly? until, IReadOnlyList<Trigger> triggers)
    {
        var (wanted, other) = level == 1 ? ("remind", "open") : ("open", "remind");
        var keys = wanted == "open" ? RuleKeys.Open : RuleKeys.Remind;
        var strange = level is null ? null : rule.Node(other);
        if (strange is not null)
        {
            reading.Problems.Add(RuleTexts.WrongActForLevel(strange.At, level!.Value, wanted, other));
        }

        var act = level is null || strange is not null ? rule.Inner(wanted, keys) : rule.RequiredInner(wanted, keys);
        if (act is null)
        {
            return null;
        }

        var procedure = Procedure(act, from, until);
        var agency = act.RequiredInner("agency", RuleKeys.Agency);
        var kind = TriggerReader.Listed(
            reading.Catalogue.AgencyKinds, agency?.RequiredScalar("kind"), "kind of agency", "'kinds' of agencies.yaml", reading);
        var area = reading.Expression(agency?.RequiredScalar("area"), "the area", "a string, the id of an area", FeelType.String);
        var once = Once(act);
        var tell = Tell(act, triggers);
        var rest = wanted == "open" ? ReadOpen(act, level) : new Rest(null, [], [], reading.Texts(act.RequiredNode("text"), "'text'"), null);
        return procedure is null || kind is null || area is null
            ? null
            : new OpeningPlan(area, once, tell)
            {
                Procedure = procedure,
                AgencyKind = kind,
                Deadline = rest.Deadline,
                Prefill = rest.Prefill,
                Documents = rest.Documents,
                Message = rest.Message,
                AnswerWithin = rest.AnswerWithin,
                RequestNeeded = wanted == "open" && act.Flag("requestNeeded"),
                IfNoLongerTrue = wanted == "open" ? act.OneOf("ifNoLongerTrue", Corrections) ?? IfNoLongerTrue.Flag : IfNoLongerTrue.Keep,
            };
    }

    private Rest ReadOpen(MapReader open, int? level)
    {
        var offer = open.Node("offer");
        if (level == 2 && offer is null)
        {
            reading.Problems.Add(RuleTexts.OfferNeeded(open.At));
        }

        return new Rest(
            open.RequiredInner("deadline", RuleKeys.Deadline) is { } deadline ? Deadline(deadline) : null,
            [.. open.Named("prefill").Select(Prefill).OfType<PrefillPlan>()],
            [.. open.Named("documents").Select(Document).OfType<PrefillPlan>()],
            reading.Texts(offer, "'offer'"),
            open.Inner("answerWithin", RuleKeys.Term) is { } term ? TermReader.Read(term, reading.Problems) : null);
    }

    private Procedure? Procedure(MapReader act, DateOnly? from, DateOnly? until)
    {
        var written = act.RequiredScalar("procedure");
        var procedure = TriggerReader.Listed(reading.Catalogue.Procedures, written, "procedure", "procedures.yaml", reading);
        if (procedure is null || from is null)
        {
            return procedure;
        }

        var ended = procedure.Until is { } last ? until is null || until > last : !procedure.Active;
        if (ended)
        {
            reading.Problems.Add(RuleTexts.Repealed(written!.At, procedure.Code, procedure.ReplacedBy));
        }
        else if (procedure.From > from)
        {
            reading.Problems.Add(
                RuleTexts.NotYetAProcedure(written!.At, procedure.Code, Words.Iso(procedure.From.Value), Words.Iso(from.Value)));
        }

        return procedure;
    }

    private List<RuleExpression> Once(MapReader act)
    {
        var once = new List<RuleExpression>();
        var nodes = act.RequiredList("once");
        reading.RefuseEmpty(act, "once");
        foreach (var node in nodes)
        {
            if (node is not YamlScalar written)
            {
                reading.Problems.Add(MapReader.NoExpression(node, "'once'"));
            }
            else if (reading.Expression(written, "a part of the once-key", "a string, number or date", KeyTypes) is { } part)
            {
                once.Add(part);
            }
        }

        if (once.Count > 0 && once.Count == nodes.Count && once.All(part => part.Checked.Variables.All(name => name is "today" or "param")))
        {
            reading.Problems.Add(RuleTexts.OnceForEverybody(nodes[0].At));
        }

        return once;
    }

    private List<RuleExpression> Tell(MapReader act, IReadOnlyList<Trigger> triggers)
    {
        var ids = new PersonalIds(reading, triggers);
        if (act.OneOf("tellThrough", TellThrough) is not null)
        {
            if (act.Has("tell"))
            {
                reading.Problems.Add(BookTexts.TellTwice(act.Node("tellThrough")!.At));
            }

            return [];
        }

        if (act.Node("tell") is not { } node)
        {
            var themselves = triggers.Count == 0 ? null : reading.Expression(SourceText.Plain($"subject.{triggers[0].Subject.Key.Name}", act.At));
            if (themselves is not null)
            {
                ids.Check(themselves);
            }

            return themselves is null ? [] : [themselves];
        }

        reading.RefuseEmpty(act, "tell");
        var tell = new List<RuleExpression>();
        foreach (var part in node is YamlList list ? list.Items : [node])
        {
            if (part is not YamlScalar written)
            {
                reading.Problems.Add(MapReader.NoExpression(part, "'tell'"));
            }
            else if (reading.Expression(written) is { } expression)
            {
                if (!GivesIds(expression.Checked.Type))
                {
                    reading.Problems.Add(RuleTexts.OtherType(
                        written.At, "who is told", "a personal id or a list of them", expression.Checked.Type.ToString()!));
                }
                else
                {
                    ids.Check(expression);
                }

                tell.Add(expression);
            }
        }

        return tell;
    }

    private static bool GivesIds(FeelType type) =>
        type == FeelType.String || type == FeelType.Any || (type is ListType list && (list.Of == FeelType.String || list.Of == FeelType.Any));

    private DeadlinePlan? Deadline(MapReader entry)
    {
        var term = TermReader.Read(entry, reading.Problems);
        var from = reading.Expression(
            entry.RequiredScalar("from"), "the start of the term", "a date or a date and time", FeelType.Date, FeelType.DateTime);
        var cutOff = entry.Scalar("cutOff") is { } written ? Scalars.TimeOfDay(written, reading.Problems) : null;
        var paused = entry.Flag("pausedWhileWaiting");
        return term is null || from is null
            ? null
            : new DeadlinePlan(from) { Term = term.Value, Law = entry.Text("law"), CutOff = cutOff, PausedWhileWaiting = paused };
    }

    private PrefillPlan? Prefill(YamlEntry written) => Named(
        written,
        "a single value",
        FeelType.String,
        FeelType.Number,
        FeelType.Date,
        FeelType.Boolean,
        FeelType.DateTime,
        FeelType.Time,
        FeelType.DaysAndTimeDuration,
        FeelType.YearsAndMonthsDuration);

    private PrefillPlan? Document(YamlEntry written) =>
        Named(written, "a string, by which its registry finds the document", FeelType.String);

    private PrefillPlan? Named(YamlEntry written, string wanted, params FeelType[] types)
    {
        if (written.Value is not YamlScalar source)
        {
            reading.Problems.Add(MapReader.NoExpression(written.Value, $"'{written.Name}'"));
            return null;
        }

        var expression = reading.Expression(source, $"'{written.Name}'", wanted, types);
        return expression is null ? null : new PrefillPlan(written.Name, expression, reading.Planner.Of(expression));
    }

    private sealed record Rest(
        DeadlinePlan? Deadline, IReadOnlyList<PrefillPlan> Prefill, IReadOnlyList<PrefillPlan> Documents, Templates? Message, Calendars.Term? AnswerWithin);
}
