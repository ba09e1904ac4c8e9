using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Outbox;
using Par.Worker.Storage;

namespace Par.Worker.Escalation;

/// <summary>
/// Drafts the letter of apology that the person is owed when a procedure's own term was not kept, with the new date: once for each term
/// that ran out. The officer who decides is asked why it did.
/// </summary>
internal sealed class Apologies(AgencyDirectory directory, IOptions<EscalationOptions> options)
{
    /// <summary>Notes the terms that ran out, in the caller's transaction, and gives back the letters about those that were not noted before.</summary>
    public async Task<IReadOnlyList<OutboxRow>> Draft(NpgsqlTransaction transaction, IReadOnlyList<DueRung> late, DateTimeOffset now, CancellationToken cancellation)
    {
        if (late.Count == 0)
        {
            return [];
        }

        // Every clock here is one whose calendar was found when its next rung was worked out.
        var promised = late.Select(due => directory.CalendarNamed(due.Clock.Calendar).Due(now, options.Value.PromiseTerm, TimeSpan.Zero).At).ToArray();
        var arguments = new
        {
            now,
            dossiers = late.Select(due => due.Clock.Dossier).ToArray(),
            clocks = late.Select(due => due.Clock.Kind).ToArray(),
            dueAt = late.Select(due => due.Clock.DueAt).ToArray(),
            promisedAt = promised,
        };
        var places = await transaction.Connection!.QueryAsync<int>(
            new CommandDefinition(Sql.Read("Escalation/breach.sql"), arguments, transaction, cancellationToken: cancellation));
        return [.. places.SelectMany(place => Letters(late[place - 1], promised[place - 1], now))];
    }

    private IEnumerable<OutboxRow> Letters(DueRung due, DateTimeOffset promised, DateTimeOffset now)
    {
        var zone = directory.CalendarNamed(due.Clock.Calendar).TimeZone;
        var letter = new JsonObject
        {
            ["dossier"] = due.Clock.Dossier,
            ["number"] = due.Number,
            ["procedure"] = due.Procedure,
            ["agency"] = due.Agency,
            ["dueAt"] = due.Clock.DueAt,
            ["promisedAt"] = promised,
            ["letter"] = Words(due, Local(due.Clock.DueAt, zone), Local(promised, zone)),
        };
        return OutboxRow.ToEach(Recipient.Told(due.Tell, due.Agency), Topic.NoticeApology, letter, now);
    }

    private static JsonObject Words(DueRung due, string dueAt, string promised)
    {
        var title = JsonNode.Parse(due.Title)!;
        return new JsonObject
        {
            ["vi"] = $"Chúng tôi xin lỗi: hồ sơ {due.Number} ({title["vi"]}) chưa được giải quyết đúng hạn ({dueAt}). Chúng tôi hẹn trả kết quả chậm nhất lúc {promised}.",
            ["en"] = $"We apologise: dossier {due.Number} ({title["en"]}) was not decided within its term ({dueAt}). You will have the result by {promised}.",
        };
    }

    private static string Local(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
