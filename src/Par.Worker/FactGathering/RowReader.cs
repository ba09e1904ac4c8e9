using System.Text;
using Npgsql;
using Par.Rules.Catalogue;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Worker.FactGathering;

/// <summary>Turns the rows of an answer into values of the rules' types.</summary>
internal sealed class RowReader(LocalTime localTime)
{
    public async Task Read(NpgsqlDataReader reader, Lookup lookup, CancellationToken cancellation)
    {
        var (columns, filters) = (lookup.Columns, lookup.Filters.Count);
        var places = columns.Select(field => IndexOf(lookup.Entity, field)).ToArray();
        var by = IndexOf(lookup.Entity, lookup.By);
        var unasked = Unasked(lookup.Entity);
        while (await reader.ReadAsync(cancellation))
        {
            var values = (Value[])unasked.Clone();
            for (var i = 0; i < columns.Count; i++)
            {
                values[places[i]] = reader.IsDBNull(i) ? Value.Null : Read(reader, i, columns[i].Type);
            }

            for (var i = 0; i < lookup.Imprecise.Count; i++)
            {
                ref var day = ref values[IndexOf(lookup.Entity, lookup.Imprecise[i])];
                var precision = columns.Count + i;
                day = day.IsNull ? day : Precise(day, reader.IsDBNull(precision) ? null : reader.GetString(precision), lookup.Entity, lookup.Imprecise[i]);
            }

            var firstFilter = columns.Count + lookup.Imprecise.Count;
            var meets = new bool[filters];
            for (var i = 0; i < filters; i++)
            {
                meets[i] = reader.GetBoolean(firstFilter + i);
            }

            var asOf = firstFilter + filters;
            var confirmed = reader.IsDBNull(asOf) ? default(DateTimeOffset?) : new DateTimeOffset(reader.GetDateTime(asOf));
            lookup.Add(Key(values[by])!, new FetchedRow(values, meets, confirmed));
        }
    }

    /// <summary>A value as a key to other records; null when it leads nowhere.</summary>
    public static string? Key(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString,
        ValueKind.Number => value.AsNumber.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The values of a record of which nothing was asked: what rules do not need stays unknown, so that it is never read as "none".</summary>
    public static Value[] Unasked(Entity entity) =>
        [.. entity.Shape.Fields.Select(field => Value.Unknown(MissingFacts.Of(
            new MissingFact(new FactName(entity.Name, field.Name), entity.Registry.Id, MissingBecause.NoAnswer))))];

    // Nothing rests on a day whose precision is written in a word that nobody agreed on.
    private static Value Precise(Value day, string? precision, Entity entity, EntityField field)
    {
        var (name, registry, date) = (new FactName(entity.Name, field.Name), entity.Registry.Id, day.AsDate);
        return precision switch
        {
            "day" => day,
            "month" => Value.Unknown(MissingFacts.Of(MissingFact.OfMonth(name, registry, date.Year, date.Month))),
            "year" => Value.Unknown(MissingFacts.Of(MissingFact.OfYear(name, registry, date.Year))),
            _ => Value.Unknown(MissingFacts.Of(new MissingFact(name, registry, MissingBecause.NoAnswer))),
        };
    }

    private static int IndexOf(Entity entity, EntityField field) => entity.Shape.IndexOf(field.Name);

    private Value Read(NpgsqlDataReader reader, int column, FeelType type)
    {
        if (type == FeelType.Number)
        {
            return Value.Of(reader.GetDecimal(column));
        }

        if (type == FeelType.Boolean)
        {
            return Value.Of(reader.GetBoolean(column));
        }

        if (type == FeelType.Date)
        {
            return Value.Of(reader.GetFieldValue<DateOnly>(column));
        }

        return type == FeelType.DateTime
            ? Value.Of(localTime.Moment(new DateTimeOffset(reader.GetDateTime(column))))
            : Value.Of(reader.GetString(column).Normalize(NormalizationForm.FormC));
    }
}
