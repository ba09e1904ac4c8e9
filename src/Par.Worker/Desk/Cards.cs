using System.Globalization;
using System.Text.Json;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Worker.Agencies;
using Par.Worker.Queues;

namespace Par.Worker.Desk;

/// <summary>Puts rows into the words of the page: language, local time, working time, names of procedures and registries.</summary>
internal sealed class Cards(PageLanguage language, RuleCatalogue catalogue, AgencyDirectory agencies, TimeProvider clock)
{
    public DossierCard Card(QueueRow row, DeskOfficer reader, string? holderName = null)
    {
        var calendar = agencies.CalendarNamed(reader.Calendar);
        var left = TimeLeft.Of(clock.GetUtcNow(), row.DueAt, calendar);
        using var texts = JsonDocument.Parse(row.Texts);
        return new DossierCard
        {
            Id = row.Dossier,
            Number = row.Number,
            Title = Text(texts.RootElement, "title") ?? Procedure(row.Procedure),
            Procedure = Procedure(row.Procedure),
            Level = Level(row.Level),
            Subject = row.Subject,
            Opened = Local(row.OpenedAt, calendar),
            Nearness = left.Nearness.ToString().ToLowerInvariant(),
            TimeLeft = left.In(language),
            Due = Local(row.DueAt, calendar),
            DueIso = row.DueAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Why = Sentences(texts.RootElement),
            Offer = Text(texts.RootElement, "offer"),
            Prefilled = Prefill.Read(row.Prefill, language, catalogue, calendar),
            Documents = texts.RootElement.TryGetProperty("documents", out var documents) ? Prefill.Read(documents.GetRawText(), language, catalogue, calendar) : [],
            HeldBy = row.Officer is null ? null : Holder(row, reader, holderName, calendar),
            AwaitsAnswer = row.Task == QueueTask.AwaitAnswer,
            HeldByMe = row.Officer == reader.Id,
            Attempt = row.Attempt,
        };
    }

    public string Local(DateTimeOffset moment, WorkingCalendar calendar) =>
        language.Moment(TimeZoneInfo.ConvertTime(moment, calendar.TimeZone));

    public string Local(DateTimeOffset moment, DeskOfficer reader) => Local(moment, agencies.CalendarNamed(reader.Calendar));

    public string AgencyName(string id) =>
        catalogue.Agencies.TryGetValue(id, out var agency) ? language.Say(agency.Title) : id;

    public string Procedure(string code) =>
        catalogue.Procedures.TryGetValue(code, out var procedure) ? $"{language.Say(procedure.Title)} ({code})" : code;

    private string Level(int level) => level == 2
        ? language.Say("Mức 2: chuẩn bị sẵn và hỏi người dân", "Level 2: prepared, the person is asked")
        : language.Say("Mức 3: mở ngay, không chờ đơn", "Level 3: opened at once, without a request");

    private string Holder(QueueRow row, DeskOfficer reader, string? name, WorkingCalendar calendar)
    {
        var until = row.LeaseEnds is { } ends ? Local(ends, calendar) : "";
        return row.Officer == reader.Id
            ? language.Say($"Bạn đang giữ đến {until}", $"You hold it until {until}")
            : language.Say($"{name ?? row.Officer} đang giữ đến {until}", $"{name ?? row.Officer} holds it until {until}");
    }

    private string? Text(JsonElement texts, string name) =>
        texts.TryGetProperty(name, out var both) && both.ValueKind == JsonValueKind.Object ? In(both) : null;

    private List<string> Sentences(JsonElement texts) =>
        texts.TryGetProperty("why", out var why) && why.ValueKind == JsonValueKind.Array
            ? [.. why.EnumerateArray().Select(In).OfType<string>()]
            : [];

    private string? In(JsonElement both) =>
        both.TryGetProperty(language.Code, out var text) ? text.GetString() : null;
}
