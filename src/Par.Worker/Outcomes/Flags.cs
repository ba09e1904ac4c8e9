using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Rules.Catalogue;
using Par.Worker.Dossiers;
using Par.Worker.Outbox;
using Par.Worker.Queues;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>Something to tell about the ground of a dossier that stays as it is.</summary>
/// <param name="Row">The dossier.</param>
/// <param name="Change">The word for the history.</param>
/// <param name="Reason">Why.</param>
/// <param name="Mark">What is remembered, so that the same is not told twice; null when the ground is as the dossier says.</param>
internal sealed record Flag(GroundRow Row, string Change, Wording Reason, string? Mark)
{
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>True when the rule wants the dossier kept: then the history is written and nobody is bothered.</summary>
    public bool Silently { get; init; }

    public const string Fell = "fell";
}

/// <summary>
/// Leaves dossiers as they are and tells their officers, and the people, what happened to their ground; an approved one comes
/// back to an officer to be looked at.
/// </summary>
internal sealed class Flags(Clocks clocks)
{
    /// <summary>All with a constant number of statements, in the caller's transaction. Returns the dossiers of which something new was told.</summary>
    public async Task<IReadOnlyList<Guid>> Raise(
        NpgsqlTransaction transaction, IReadOnlyList<Flag> flags, DateTimeOffset now, CancellationToken cancellation)
    {
        var news = flags.Where(flag => flag.Row.Ground != flag.Mark).ToList();
        if (news.Count == 0)
        {
            return [];
        }

        await Dossiers.Dossiers.Move(transaction, [.. news.Select(Move)], now, cancellation);
        var reviews = news
            .Where(flag => flag is { Silently: false, Mark: not null, Row.State: DossierState.Approved })
            .Select(flag => clocks.Review(flag.Row.Dossier, flag.Row.Agency, now))
            .ToList();
        var arguments = new
        {
            now,
            dossiers = news.Select(flag => flag.Row.Dossier).ToArray(),
            marks = news.Select(flag => flag.Mark).ToArray(),
            reviews = reviews.Select(clock => clock.Dossier).ToArray(),
            dueAt = reviews.Select(clock => clock.DueAt).ToArray(),
        };
        var added = await transaction.Connection!.QueryAsync<Guid>(
            new CommandDefinition(Sql.Read("Outcomes/flag.sql"), arguments, transaction, cancellationToken: cancellation));
        var begun = added.ToHashSet();
        await Clocks.Write(transaction, [.. reviews.Where(clock => begun.Contains(clock.Dossier))], cancellation);
        await Outbox.Outbox.Write(transaction, [.. news.Where(flag => !flag.Silently).SelectMany(flag => Messages(flag, now))], now, cancellation);
        return [.. news.Select(flag => flag.Row.Dossier)];
    }

    private static DossierMove Move(Flag flag)
    {
        var detail = new JsonObject { ["reason"] = CorrectionWords.Both(flag.Reason) };
        if (flag.Silently && !flag.Row.IsHeld)
        {
            detail["kept"] = true;
        }

        if (flag.Differences.Count > 0)
        {
            detail["differences"] = Difference.AsJson(flag.Differences);
        }

        return new DossierMove
        {
            Dossier = flag.Row.Dossier,
            Change = flag.Change,
            Actor = DossierMove.Engine,
            Reason = flag.Reason.Vi,
            Detail = detail.ToJsonString(),
        };
    }

    private static IEnumerable<OutboxRow> Messages(Flag flag, DateTimeOffset now)
    {
        var row = flag.Row;
        var forAgency = row.About;
        forAgency["change"] = flag.Change;
        forAgency["reason"] = CorrectionWords.Both(flag.Reason);
        forAgency["differences"] = Difference.AsJson(flag.Differences);
        forAgency["task"] = row.State == DossierState.Approved && flag.Mark is not null ? QueueTask.Review : null;
        var what = flag.Mark is null ? CorrectionWords.Stands(row.Number) : CorrectionWords.UnderReview(row.Number);
        return
        [
            OutboxRow.Of(Topic.DossierFlagged, Recipient.Agency(row.Agency), forAgency, now),
            .. OutboxRow.ToEach(
                row.Tell.Select(Recipient.Person), Topic.NoticeUnderReview, CorrectionWords.ForPerson(row.About, what, flag.Reason), now),
        ];
    }
}
