using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Worker.Decisions;

/// <summary>Findings, texts and prefilled fields as they are kept: JSON that people and programs can read in ten years.</summary>
internal static class ExplanationJson
{
    // Vietnamese stays readable; the pages encode what they show.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Finding finding)
    {
        var explanation = finding.Explanation;
        var json = new JsonObject
        {
            ["rule"] = explanation.Rule,
            ["version"] = explanation.Version,
            ["lawDate"] = Day(explanation.LawDate),
            ["conditions"] = new JsonArray([.. explanation.Conditions.Select(Condition)]),
        };
        switch (finding)
        {
            case Finding.Due due:
                json["law"] = new JsonArray([.. due.Opening.Law.Select(law => new JsonObject { ["ref"] = Words(law.Ref), ["says"] = Words(law.Says) })]);
                json["procedure"] = due.Opening.Procedure.Code;
                json["agency"] = due.Opening.Agency?.Id;
                json["once"] = new JsonObject { ["gate"] = due.Opening.Gate, ["key"] = due.Opening.OnceKey };
                break;
            case Finding.NotDue notDue:
                json["because"] = Names(notDue.Because);
                break;
            case Finding.Undecided undecided:
                json["because"] = Names(undecided.Because);
                json["missing"] = Missing(undecided.Missing);
                break;
            case Finding.Failed failed:
                json["failed"] = failed.Message;
                break;
        }

        return json.ToJsonString(Readable);
    }

    /// <summary><c>{title: {vi, en}, why: [{vi, en}], offer or text: {vi, en}, documents: {name: {value, registry, asOf}}}</c>.</summary>
    public static string Texts(Finding.Due due)
    {
        var json = new JsonObject
        {
            ["title"] = Words(due.Opening.Title),
            ["why"] = new JsonArray(
                [.. due.Explanation.Conditions.Where(condition => condition.SpeaksForTheRule == true).Select(condition => Words(condition.Sentence))]),
        };
        if (due.Opening.Message is { } message)
        {
            json[due.Opening.Level == 1 ? "text" : "offer"] = Words(message);
        }

        if (Fields(due.Opening.Documents.Where(document => !document.Value.IsUnknown && !document.Value.IsNull)) is { Count: > 0 } documents)
        {
            json["documents"] = documents;
        }

        return json.ToJsonString(Readable);
    }

    /// <summary><c>{name: {value, registry, asOf}}</c>. What no registry gave is left out: an empty field is not a "none".</summary>
    public static string Prefill(Opening opening) => Fields(opening.Prefill.Where(field => !field.Value.IsUnknown)).ToJsonString(Readable);

    private static JsonObject Fields(IEnumerable<Prefilled> fields)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            json[field.Name] = new JsonObject
            {
                ["value"] = Plain(field.Value),
                ["registry"] = field.Sources.Count == 0 ? null : field.Sources[0].Registry,
                ["asOf"] = Moment(field.Sources.Select(source => source.AsOf).Min()),
            };
        }

        return json;
    }

    private static JsonObject Condition(ConditionExplanation condition) => new()
    {
        ["id"] = condition.Id,
        ["outcome"] = condition.Outcome switch
        {
            ConditionOutcome.Met => "met",
            ConditionOutcome.Unmet => "unmet",
            _ => "unknown",
        },
        ["speaksForTheRule"] = condition.SpeaksForTheRule,
        ["sentence"] = Words(condition.Sentence),
        ["law"] = condition.Law is { } law ? Words(law) : null,
        ["facts"] = new JsonArray([.. condition.Facts.Select(Fact)]),
        ["missing"] = Missing(condition.Missing),
    };

    private static JsonObject Fact(FactUsed fact) => new()
    {
        ["fact"] = fact.Name.ToString(),
        ["registry"] = fact.Registry,
        ["asOf"] = Moment(fact.AsOf),
    };

    private static JsonArray Missing(MissingFacts missing) => new(
    [
        .. missing.Select(fact => new JsonObject
        {
            ["fact"] = fact.Fact.ToString(),
            ["registry"] = fact.Registry,
            ["because"] = fact.Because switch
            {
                MissingBecause.NoAnswer => "noAnswer",
                MissingBecause.NotLive => "notLive",
                MissingBecause.TooOld => "tooOld",
                MissingBecause.NotPrecise => "notPrecise",
                _ => "notOnRecord",
            },
        }),
    ]);

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    private static JsonObject Words(Wording wording) => new() { ["vi"] = wording.Vi, ["en"] = wording.En };

    private static JsonNode? Plain(Value value) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => value.AsNumber,
        ValueKind.String => value.AsString,
        ValueKind.Date => Day(value.AsDate),
        ValueKind.DateTime => Moment(value.AsDateTime.ToDateTimeOffset()),
        ValueKind.List => new JsonArray([.. value.AsList.Where(item => !item.IsUnknown).Select(Plain)]),
        _ => value.ToString(),
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
