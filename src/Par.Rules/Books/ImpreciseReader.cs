using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Books;

/// <summary>Reads a date of an example of which only the year, or the year and the month, is recorded.</summary>
internal sealed class ImpreciseReader(RuleReading reading)
{
    public Value Read(YamlMap written, FactName fact)
    {
        var entity = reading.Catalogue.Entities.GetValueOrDefault(fact.Entity);
        if (entity?.Field(fact.Field) is not { PrecisionColumn: not null })
        {
            reading.Problems.Add(ExampleTexts.AlwaysPrecise(written.At, fact.ToString()));
            return Value.Null;
        }

        var (year, month) = (Number(written, "year", 9999), Number(written, "month", 12));
        var isMonthWritten = written.Entries.Any(entry => entry.Name == "month");
        if (year is null || (isMonthWritten && month is null) || written.Entries.Any(entry => entry.Name is not ("year" or "month")))
        {
            reading.Problems.Add(ExampleTexts.NotImprecise(written.At, fact.Field));
            return Value.Null;
        }

        return Value.Unknown(MissingFacts.Of(month is null
            ? MissingFact.OfYear(fact, entity.Registry.Id, year.Value)
            : MissingFact.OfMonth(fact, entity.Registry.Id, year.Value, month.Value)));
    }

    private static int? Number(YamlMap written, string key, int most)
    {
        var found = written.Entries.FirstOrDefault(entry => entry.Name == key)?.Value;
        return found is YamlScalar { IsNull: false } scalar && Plain.Number(scalar.Text) is { } number
            && number == decimal.Truncate(number) && number >= 1 && number <= most ? (int)number : null;
    }
}
