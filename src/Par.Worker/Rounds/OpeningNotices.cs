using System.Text.Json.Nodes;
using Par.Worker.Outbox;

namespace Par.Worker.Rounds;

/// <summary>Whom an opening is told to: the agency whose queue it is in, and the person.</summary>
internal static class OpeningNotices
{
    public static IEnumerable<OutboxRow> Of(Opening opened, string number, DateTimeOffset now)
    {
        var due = opened.Due;
        yield return OutboxRow.Of(
            Topic.DossierOpened,
            Recipient.Agency(due.Agency),
            new JsonObject
            {
                ["dossier"] = opened.Id,
                ["number"] = number,
                ["procedure"] = due.Procedure,
                ["agency"] = due.Agency,
                ["level"] = due.Level,
                ["dueAt"] = opened.Clock!.DueAt,
            },
            now);
        yield return OutboxRow.Of(
            due.Level == 2 ? Topic.NoticeOffer : Topic.NoticeOpened,
            Recipient.Person(due.Subject),
            new JsonObject
            {
                ["dossier"] = opened.Id,
                ["number"] = number,
                ["procedure"] = due.Procedure,
                ["requestNeeded"] = due.RequestNeeded,
                ["answerBy"] = due.Level == 2 ? opened.Clock.DueAt : null,
                ["texts"] = JsonNode.Parse(due.Texts),
            },
            now);
    }

    public static OutboxRow OfReminder(Opening reminder, DateTimeOffset now) => OutboxRow.Of(
        Topic.NoticeReminder,
        Recipient.Person(reminder.Due.Subject),
        new JsonObject
        {
            ["reminder"] = reminder.Id,
            ["procedure"] = reminder.Due.Procedure,
            ["agency"] = reminder.Due.Agency,
            ["texts"] = JsonNode.Parse(reminder.Due.Texts),
        },
        now);
}
