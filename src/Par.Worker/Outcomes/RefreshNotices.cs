using System.Text.Json.Nodes;
using Par.Rules.Catalogue;
using Par.Worker.Dossiers;
using Par.Worker.Outbox;

namespace Par.Worker.Outcomes;

/// <summary>
/// Whom a refreshed dossier is told to: the agencies; those who were told before and still are; those who are told for the first
/// time; and those whom it turned out not to concern, who learn that and nothing more.
/// </summary>
internal static class RefreshNotices
{
    public static IEnumerable<OutboxRow> Of(Renewal renewal, DateTimeOffset now) => [.. ToAgencies(renewal, now), .. ToPeople(renewal, now)];

    private static IEnumerable<OutboxRow> ToAgencies(Renewal renewal, DateTimeOffset now)
    {
        var (row, due) = (renewal.Row, renewal.Ground.Now);
        var said = About(renewal);
        said["reason"] = CorrectionWords.Both(CorrectionWords.OtherNow);
        said["differences"] = Difference.AsJson(renewal.Ground.Differences);
        said["dueAt"] = renewal.DueAt;
        if (!renewal.Moves)
        {
            return [OutboxRow.Of(Topic.DossierRefreshed, Recipient.Agency(due.Agency), said, now)];
        }

        said["from"] = row.Agency;
        return OutboxRow.ToEach([Recipient.Agency(row.Agency), Recipient.Agency(due.Agency)], Topic.DossierMoved, said, now);
    }

    private static IEnumerable<OutboxRow> ToPeople(Renewal renewal, DateTimeOffset now)
    {
        var (row, due) = (renewal.Row, renewal.Ground.Now);
        var before = Recipient.Told(row.Tell, row.Agency).ToHashSet(StringComparer.Ordinal);
        var after = Recipient.Told(due.Tell, due.Agency).ToList();
        var refreshed = CorrectionWords.ForPerson(Content(renewal), What(renewal), CorrectionWords.OtherNow);
        var bare = new JsonObject { ["dossier"] = row.Dossier, ["number"] = row.Number };
        return
        [
            .. OutboxRow.ToEach(after.Where(before.Contains), Topic.NoticeRefreshed, refreshed, now),
            .. OutboxRow.ToEach(after.Where(told => !before.Contains(told)), Asks(renewal) ? Topic.NoticeOffer : Topic.NoticeOpened, Content(renewal), now),
            .. OutboxRow.ToEach(
                row.Tell.Except(due.Tell, StringComparer.Ordinal).Select(Recipient.Person),
                Topic.NoticeCorrected,
                CorrectionWords.ForPerson(bare, CorrectionWords.NotForYou, CorrectionWords.NotForThem),
                now),
        ];
    }

    private static bool Asks(Renewal renewal) => renewal.Row.State == DossierState.Prepared;

    private static Wording What(Renewal renewal) =>
        Asks(renewal) ? CorrectionWords.OfferedAnew(renewal.Row.Number)
        : renewal.Moves ? CorrectionWords.Moved(renewal.Row.Number)
        : CorrectionWords.Refreshed(renewal.Row.Number);

    private static JsonObject Content(Renewal renewal)
    {
        var content = About(renewal);
        content["requestNeeded"] = renewal.Ground.Now.RequestNeeded;
        content["answerBy"] = Asks(renewal) ? renewal.DueAt : null;
        content["texts"] = JsonNode.Parse(renewal.Ground.Now.Texts);
        return content;
    }

    private static JsonObject About(Renewal renewal)
    {
        var about = renewal.Row.About;
        about["agency"] = renewal.Ground.Now.Agency;
        return about;
    }
}
