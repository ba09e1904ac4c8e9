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
        var judged = _evaluator.Judge(occasion, _verdicts);
        var count = 0;
        for (var i = 0; i < judged; i++)
        {
            ref readonly var verdict = ref _verdicts[i];
            if (verdict.Outcome == VerdictOutcome.Due)
            {
                dossiers[count++] = new Dossier(verdict.Version!.Rule.Id, verdict.OnceKey!);
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
        var lifeEvent = Make(shape, ("registeredOn", Value.Of(happened.RegisteredOn)), ("motherId", Value.Of(happened.MotherId)));
        var subject = Make(
            catalogue.Entities["Person"].Shape,
            [
                .. Facts(happened.Subject),
                ("people", All(happened.People, person => Linked(catalogue, "Person", [.. Facts(person)]))),
                ("households", All(happened.Households, one => Linked(catalogue, "Household", ("id", Value.Of(one.Id)), ("size", Value.Of((decimal)one.Size))))),
                ("insurances", All(happened.Insurances, one => Linked(
                    catalogue, "HealthInsurance", ("id", Value.Of(one.CardNo)), ("personId", Value.Of(one.PersonId)), ("validFrom", Value.Of(one.ValidFrom)), ("validTo", Value.Of(one.ValidTo))))),
                ("schoolRecords", All(happened.SchoolRecords, one => Linked(
                    catalogue, "SchoolRecord", ("id", Value.Of(one.Id)), ("personId", Value.Of(one.PersonId)), ("grade", Value.Of((decimal)one.Grade))))),
                ("landRights", All(happened.LandRights, one => Linked(
                    catalogue, "LandRight", ("id", Value.Of(one.Id)), ("personId", Value.Of(one.PersonId)), ("size", Value.Of((decimal)one.Size))))),
                ("dossiers", All(happened.Dossiers, one => Linked(
                    catalogue,
                    "ExistingDossier",
                    ("id", Value.Of(one.Number)),
                    ("personId", Value.Of(one.PersonId)),
                    ("procedure", Value.Of(one.Procedure)),
                    ("closedOn", one.ClosedOn is { } closed ? Value.Of(closed) : Value.Null)))),
            ]);
        return new Occasion(happened.Kind, lifeEvent, Value.Of(subject), Events.Today);
    }

    private static (string Name, Value Value)[] Facts(Person person) =>
        [("id", Value.Of(person.Id)), ("dateOfBirth", Value.Of(person.DateOfBirth)), ("householdId", Value.Of(person.HouseholdId))];

    private static Value All<T>(T[] facts, Func<T, Value> of) => Value.Of(new FeelList(Array.ConvertAll(facts, one => of(one))));

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
