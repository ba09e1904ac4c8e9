using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Benchmarks.Rules;

/// <summary>The workload in Par.Rules: the same rules as rule files, the same facts as records, as the worker hands them over.</summary>
internal sealed class Ours
{
    private static readonly FactSource Source = new("population", null);
    private readonly Evaluator _evaluator;
    private readonly Verdict[] _verdicts;

    public Ours(List<RuleFile> files)
    {
        var reading = RuleBookReader.Read(files);
        _evaluator = new Evaluator(reading.Book ?? throw new InvalidOperationException(string.Join(Environment.NewLine, reading.Diagnostics.Take(5))));
        _verdicts = new Verdict[_evaluator.Book.Rules.Count];
    }


    public int Judge(in Occasion occasion, Span<Dossier?> dossiers)
    {
        var rules = _evaluator.Book.RulesFor(occasion.LifeEvent);
        var judged = _evaluator.Judge(occasion, _verdicts);
        var count = 0;
        for (var i = 0; i < judged; i++)
        {
            ref readonly var verdict = ref _verdicts[i];
            if (verdict.Outcome == VerdictOutcome.Due)
            {
                dossiers[count++] = new Dossier(rules[i].Id, verdict.OnceKey!);
            }
        }

        return count;
    }

    /// <summary>Sees that everything that is not due says why.</summary>
    public bool Explains(in Occasion occasion)
    {
        var judged = _evaluator.Judge(occasion, _verdicts);
        return _verdicts.AsSpan(0, judged).ToArray().All(verdict => verdict.Outcome == VerdictOutcome.Due || verdict.Deepest is not null);
    }

    public Occasion Of(LifeEvent happened)
    {
        var catalogue = _evaluator.Book.Catalogue;
        var shape = catalogue.LifeEvents[happened.Kind].Shape;
        var subject = Value.Of(Of(catalogue, happened.Subject));
        var lifeEvent = Make(shape, ("registeredOn", Value.Of(happened.RegisteredOn)), ("motherId", Value.Of(happened.Mother.Id)), ("mother", Value.Of(Of(catalogue, happened.Mother))));
        return new Occasion(happened.Kind, lifeEvent, subject, Events.Today);
    }

    private static Record Of(RuleCatalogue catalogue, Person person) => Make(
        catalogue.Entities["Person"].Shape,
        ("id", Value.Of(person.Id)),
        ("dateOfBirth", Value.Of(person.DateOfBirth)),
        ("householdId", Value.Of(person.Household.Id)),
        ("household", Linked(catalogue, "Household", ("id", Value.Of(person.Household.Id)), ("area", Value.Of(person.Household.Area)), ("size", Value.Of((decimal)person.Household.Size)))),
        ("insurances", Value.Of(new FeelList([.. person.Insurances.Select(card => Linked(
            catalogue, "HealthInsurance", ("id", Value.Of(card.CardNo)), ("personId", Value.Of(person.Id)), ("validFrom", Value.Of(card.ValidFrom)), ("validTo", Value.Of(card.ValidTo))))]))),
        ("school", person.School is not { } school ? Value.Null : Linked(
            catalogue, "SchoolRecord", ("id", Value.Of(school.Id)), ("personId", Value.Of(person.Id)), ("grade", Value.Of((decimal)school.Grade)))),
        ("land", person.Land is not { } land ? Value.Null : Linked(
            catalogue, "LandRight", ("id", Value.Of(land.Id)), ("personId", Value.Of(person.Id)), ("size", Value.Of((decimal)land.Size)))),
        ("dossiers", Value.Of(new FeelList([.. person.Dossiers.Select(dossier => Linked(
            catalogue, "ExistingDossier", ("id", Value.Of(dossier.Number)), ("personId", Value.Of(person.Id)), ("procedure", Value.Of(dossier.Procedure)),
            ("closedOn", dossier.ClosedOn is { } closed ? Value.Of(closed) : Value.Null)))]))));

    private static Value Linked(RuleCatalogue catalogue, string entity, params (string Name, Value Value)[] facts) => Value.Of(Make(catalogue.Entities[entity].Shape, facts));

    private static Record Make(RecordShape shape, params (string Name, Value Value)[] facts)
    {
        var values = new Value[shape.Fields.Count];
        foreach (var (name, value) in facts)
        {
            values[shape.IndexOf(name)] = value;
        }

        return new Record(shape, values, Source);
    }
}
