using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Rules.Catalogue;
using Par.Worker.Brakes;
using Par.Worker.Dossiers;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>A reminder that was given and not taken back, or one that the brake holds.</summary>
internal sealed record StandingReminder
{
    public required Guid Id { get; init; }

    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string Rule { get; init; }

    public required string Procedure { get; init; }

    public required string Agency { get; init; }

    public required string[] Tell { get; init; }

    /// <summary>JSON.</summary>
    public required string Texts { get; init; }

    public required string OnceKey { get; init; }

    public required Guid Finding { get; init; }

    /// <summary>True when the brake holds it: nobody was told of it yet.</summary>
    public bool IsHeld { get; init; }

    public EventKey Event => new(Registry, EventUid);

    /// <summary>The reminders that stand on these life events, with one statement.</summary>
    public static async Task<IReadOnlyList<StandingReminder>> Of(
        NpgsqlTransaction transaction, IReadOnlyList<EventKey> events, CancellationToken cancellation)
    {
        var arguments = new
        {
            registries = events.Select(life => life.Registry).ToArray(),
            eventUids = events.Select(life => life.EventUid).ToArray(),
        };
        return [.. await transaction.Connection!.QueryAsync<StandingReminder>(
            new CommandDefinition(Sql.Read("Rounds/standing_reminders.sql"), arguments, transaction, cancellationToken: cancellation))];
    }

    /// <summary>A reminder as the brake holds it.</summary>
    public static StandingReminder Of(HeldRow held) => new()
    {
        Id = held.Id,
        Registry = held.Due.Registry,
        EventUid = held.Due.EventUid,
        Rule = held.Due.Rule,
        Procedure = held.Due.Procedure,
        Agency = held.Due.Agency,
        Tell = [.. held.Due.Tell],
        Texts = held.Due.Texts,
        OnceKey = held.Due.OnceKey,
        Finding = held.Due.Finding,
        IsHeld = true,
    };

    /// <summary>What people act on: the words of the reminder, the agency they are sent to, and who was told.</summary>
    public bool SaysOtherThan(DossierToOpen now) =>
        Agency != now.Agency
        || !Tell.SequenceEqual(now.Tell, StringComparer.Ordinal)
        || !JsonNode.DeepEquals(JsonNode.Parse(Texts)!["text"], JsonNode.Parse(now.Texts)!["text"]);
}

/// <summary>A reminder that was wrong.</summary>
/// <param name="Reminder">The reminder as it was given.</param>
/// <param name="Reason">Why.</param>
/// <param name="Now">What is right instead; null when nobody is to be reminded.</param>
internal sealed record WrongReminder(StandingReminder Reminder, Wording Reason, DossierToOpen? Now);
