using System.Text.Json.Nodes;
using Par.Worker.Outbox;

namespace Par.Worker.Rounds;

/// <summary>Whom an opening is told to: the agency whose queue it is in, and the people whom the rule names.</summary>
internal static class OpeningNotices
{
    public static IEnumerable<OutboxRow> Of(Opening opened, string number, DateTimeOffset now)
    {
        var due = opened.Due;
        var forAgency = OutboxRow.Of(
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
        var forPeople = OutboxRow.ToEach(
            Recipient.Told(due.Tell, due.Agency),
            due.Level == 2 ? Topic.NoticeOffer : Topic.NoticeOpened,
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
        return [forAgency, .. forPeople];
    }

    public static IEnumerable<OutboxRow> OfReminder(Opening reminder, DateTimeOffset now) => OutboxRow.ToEach(
        Recipient.Told(reminder.Due.Tell, reminder.Due.Agency),
        Topic.NoticeReminder,
        new JsonObject
        {
            ["reminder"] = reminder.Id,
            ["procedure"] = reminder.Due.Procedure,
            ["agency"] = reminder.Due.Agency,
            ["texts"] = JsonNode.Parse(reminder.Due.Texts),
        },
        now);
}
