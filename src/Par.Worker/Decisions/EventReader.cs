using System.Globalization;
using System.Text;
using System.Text.Json;
using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Par.Worker.FactGathering;
using Par.Worker.Intake;

namespace Par.Worker.Decisions;

/// <summary>What a life event says, in the order of its shape; or, in one sentence, why it cannot be read.</summary>
internal sealed record EventReading(RecordShape Shape, Value[] Values, FactSource Source, string? Flaw);

/// <summary>Reads life events as the catalogue describes them.</summary>
internal sealed class EventReader(RuleBook book, LocalTime localTime)
{
    public EventReading Read(InboxEvent life)
    {
        if (CalendarRegistry.MissingOf(life) is { } missing)
        {
            // What the rule looks at is the event that was to be followed; it is read as its registry reported it.
            return ReadReported(FollowedEvent.Of(life), (book.Rule(missing.Rule)?.Triggers.ElementAtOrDefault(missing.Position) as Trigger.WhenMissing)?.After);
        }

        var source = new FactSource(life.Registry, life.RecordedAt);
        if (CalendarRegistry.RuleOf(life) is not null)
        {
            return new EventReading(RuleCatalogue.DayShape, [Value.Of(localTime.Day(life.OccurredAt))], source, null);
        }

        if (DossierRegistry.OutcomeOf(life) is not null)
        {
            using var body = JsonDocument.Parse(life.Body);
            var said = RuleCatalogue.OutcomeShape.Fields.Select(field => Read(body.RootElement, field.Name, field.Type) ?? Value.Null);
            return new EventReading(RuleCatalogue.OutcomeShape, [.. said], source, null);
        }

        return book.Catalogue.LifeEvents.TryGetValue(life.Kind, out var kind)
            ? ReadReported(life, kind)
            : new EventReading(RuleCatalogue.DayShape, [], source, UnknownKind(life.Kind));
    }

    private EventReading ReadReported(InboxEvent life, LifeEvent? reported)
    {
        var source = new FactSource(life.Registry, life.RecordedAt);
        if (reported is not { } known)
        {
            return new EventReading(RuleCatalogue.DayShape, [], source, $"No rule of the book waits for what should follow '{life.Kind}' any more.");
        }

        using var body = JsonDocument.Parse(life.Body);
        if (known.Registry.Id != life.Registry)
        {
            var stranger = $"Events of kind {life.Kind} come from the registry '{known.Registry.Id}': '{life.Registry}' may not report them.";
            return new EventReading(known.Shape, [], source, stranger);
        }

        var values = new Value[known.Shape.Fields.Count];
        var wrong = new List<string>();
        for (var i = 0; i < known.Fields.Count; i++)
        {
            var field = known.Fields[i];
            if (Read(life, body.RootElement, field) is { } value)
            {
                values[i] = value;
            }
            else
            {
                wrong.Add($"'{field.BodyName}' is not a {field.Type}");
            }
        }

        return wrong.Count == 0
            ? new EventReading(known.Shape, values, source, SamePerson(known, values))
            : new EventReading(known.Shape, [], source, $"The body's {string.Join(", ", wrong)}: the registry must send the event again as the catalogue describes it.");
    }

    private static string? SamePerson(LifeEvent known, Value[] values)
    {
        var people = known.Different
            .Select(field => (Name: field.BodyName ?? "subject", Id: values[known.Shape.IndexOf(field.Name)]))
            .Where(one => !one.Id.IsNull)
            .GroupBy(one => one.Id.AsString, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Count() > 1);
        return people is null
            ? null
            : $"The event has one personal id as {string.Join(" and as ", people.Select(one => $"'{one.Name}'"))}, who are different people: "
                + "the registry must send it again with the right ids.";
    }

    private string UnknownKind(string kind) =>
        $"The catalogue has no life event of kind '{kind}'{(Nearest.Name(kind, book.Catalogue.LifeEvents.Keys) is { } nearest ? $" (did you mean '{nearest}'?)" : "")}: "
        + "the registry must send it again with the right kind; or add the kind to rules/catalogue and replay it.";

    private Value? Read(InboxEvent life, JsonElement body, LifeEventField field) => field.From switch
    {
        FeedColumn.OccurredOn => Value.Of(localTime.Day(life.OccurredAt)),
        FeedColumn.OccurredAt => Value.Of(localTime.Moment(life.OccurredAt)),
        FeedColumn.RecordedAt => Value.Of(localTime.Moment(life.RecordedAt)),
        FeedColumn.Locality => Value.Of(life.Locality),
        FeedColumn.Subject => Value.Of(life.Subject),
        _ => Read(body, field.BodyName!, field.Type),
    };

    // Null: the value is of another type than the catalogue says. A name that is left out says "none", as JSON's null does.
    private Value? Read(JsonElement body, string name, FeelType type)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return Value.Null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False when type == FeelType.Boolean => Value.Of(value.GetBoolean()),
            JsonValueKind.Number when type == FeelType.Number => value.TryGetDecimal(out var number) ? Value.Of(number) : null,
            JsonValueKind.String when type == FeelType.String => Value.Of(value.GetString()!.Normalize(NormalizationForm.FormC)),
            JsonValueKind.String when type == FeelType.Date => Day(value.GetString()!),
            JsonValueKind.String when type == FeelType.DateTime => Moment(value),
            _ => null,
        };
    }

    private static Value? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Value.Of(day) : null;

    private Value? Moment(JsonElement text) => text.TryGetDateTimeOffset(out var moment) ? Value.Of(localTime.Moment(moment)) : null;
}
