using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>A dossier that stands on a life event, as it was opened or last brought up to date.</summary>
internal sealed record StandingDossier
{
    public required Guid Id { get; init; }

    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string Rule { get; init; }

    public required int RuleVersion { get; init; }

    public required short Level { get; init; }

    public required string Procedure { get; init; }

    public required string Agency { get; init; }

    public required DossierState State { get; init; }

    public required bool RequestNeeded { get; init; }

    public required string[] Tell { get; init; }

    /// <summary>JSON.</summary>
    public required string Prefill { get; init; }

    /// <summary>JSON.</summary>
    public required string Texts { get; init; }

    public required string? Term { get; init; }

    public required string? TermLaw { get; init; }

    public required TimeOnly? CutOff { get; init; }

    public required bool PausedWhileWaiting { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What was last told about its ground; null when it is as the dossier says.</summary>
    public required string? Ground { get; init; }

    public required string OnceKey { get; init; }

    /// <summary>From when the procedure's own term counts; null while the person is asked.</summary>
    public required DateTimeOffset? TermStartedAt { get; init; }

    public EventKey Event => new(Registry, EventUid);

    /// <summary>The dossiers that stand on these life events, with one statement.</summary>
    public static async Task<IReadOnlyList<StandingDossier>> Of(
        NpgsqlTransaction transaction, IReadOnlyList<EventKey> events, CancellationToken cancellation)
    {
        var arguments = new
        {
            registries = events.Select(life => life.Registry).ToArray(),
            eventUids = events.Select(life => life.EventUid).ToArray(),
        };
        return [.. await transaction.Connection!.QueryAsync<StandingDossier>(
            new CommandDefinition(Sql.Read("Rounds/standing.sql"), arguments, transaction, cancellationToken: cancellation))];
    }

    /// <summary>True when it would be the same dossier: once-key, level and procedure. With another of these another one would open.</summary>
    public bool IsTheSameAs(DossierToOpen now) => OnceKey == now.OnceKey && Level == now.Level && Procedure == now.Procedure;

    /// <summary>What would be opened now, its term counted from where this one's counts unless the correction moved that.</summary>
    public DossierToOpen WithItsStart(DossierToOpen now, LocalTime localTime) =>
        now with { DeadlineFrom = StartIsOther(now, localTime) ? now.DeadlineFrom : TermStartedAt };

    /// <summary>What is other now; in the order in which people ask for it.</summary>
    public IReadOnlyList<Difference> Differences(DossierToOpen now, LocalTime localTime) =>
    [
        .. Fields(now),
        .. Other(Difference.Agency, Agency, now.Agency),
        .. OfTerm(now, localTime),
        .. Other(Difference.Law, RuleVersion, now.RuleVersion),
        .. Other(Difference.Told, AsJson(Tell), AsJson(now.Tell)),
        .. Other(Difference.Texts, Said(Texts), Said(now.Texts)),
    ];

    private IEnumerable<Difference> Fields(DossierToOpen now)
    {
        var (before, after) = (JsonNode.Parse(Prefill)!.AsObject(), JsonNode.Parse(now.Prefill)!.AsObject());
        return before.Select(field => field.Key).Union(after.Select(field => field.Key), StringComparer.Ordinal)
            .SelectMany(name => Other(Difference.Field, Value(before, name), Value(after, name), name));
    }

    // A finished dossier is never recomputed.
    private IEnumerable<Difference> OfTerm(DossierToOpen now, LocalTime localTime) =>
        State.IsClosed
            ? []
            : Other(
                Difference.Deadline,
                Counted(Term, TermLaw, CutOff, PausedWhileWaiting, TermStartedAt),
                Counted(now.Deadline?.ToString(), now.DeadlineLaw, now.CutOff, now.PausedWhileWaiting, WithItsStart(now, localTime).DeadlineFrom));

    /// <summary>
    /// False while the person is asked, for then nothing counts yet; and where the rule counts from the day on which it is asked:
    /// the dossier keeps the day on which it was first asked.
    /// </summary>
    private bool StartIsOther(DossierToOpen now, LocalTime localTime) =>
        Level == 3
        && TermStartedAt is { } started
        && now.DeadlineFrom is { } from
        && from != started
        && !(localTime.Day(from) == localTime.Today && localTime.Day(started) == localTime.Day(OpenedAt));

    private static IEnumerable<Difference> Other(string what, JsonNode? before, JsonNode? after, string? name = null) =>
        JsonNode.DeepEquals(before, after) ? [] : [new Difference(what, name, before, after)];

    // When a registry last confirmed a value is no part of what the dossier says.
    private static JsonNode? Value(JsonObject prefill, string field) => prefill[field]?["value"]?.DeepClone();

    // Why it is due is worked out from facts as they are on the day, ages for one; what is offered is what people act on.
    private static JsonObject Said(string texts)
    {
        var all = JsonNode.Parse(texts)!;
        var documents = all["documents"]?.AsObject().Select(document => KeyValuePair.Create(document.Key, document.Value?["value"]?.DeepClone()));
        return new JsonObject
        {
            ["title"] = all["title"]?.DeepClone(),
            ["offer"] = all["offer"]?.DeepClone(),
            ["documents"] = documents is null ? null : new JsonObject(documents),
        };
    }

    private static JsonObject Counted(string? term, string? law, TimeOnly? cutOff, bool pausedWhileWaiting, DateTimeOffset? from) => new()
    {
        ["term"] = term,
        ["law"] = law,
        ["cutOff"] = cutOff?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        ["pausedWhileWaiting"] = pausedWhileWaiting,
        ["from"] = from?.ToUniversalTime(),
    };

    private static JsonArray AsJson(IReadOnlyList<string> ids) => [.. ids.Select(id => JsonValue.Create(id))];
}
