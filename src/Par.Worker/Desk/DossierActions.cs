using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Par.Rules.Catalogue;
using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;

namespace Par.Worker.Desk;

/// <summary>What officers do with a dossier wherever it stands: find it by its number, name a document, take the person's objection.</summary>
internal static class DossierActions
{
    extension(WebApplication worker)
    {
        public void MapDossierActions()
        {
            var signedIn = worker.MapGroup("").RequireAuthorization();
            signedIn.MapGet("/find", Find);

            var dossier = signedIn.MapGroup("/dossiers/{id:guid}").AddEndpointFilter<OwnAgencyOnly>().AddEndpointFilter<KeepableText>();
            dossier.MapPost("/object", Object);
            dossier.MapPost("/document", Document);
            dossier.MapPost("/wait", Wait);
            dossier.MapPost("/replied", Replied);
        }
    }

    private static async Task<IResult> Find(string? number, OfficerAtDesk desk, DeskQueries queries, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await queries.Find(DossierNumber.Spellings((number ?? "").Replace("\0", "", StringComparison.Ordinal)), officer.Agency, cancellation) is { } found
            ? Results.LocalRedirect(PageOf(found))
            : answers.Refused("/queue", new Wording(
                "Cơ quan không có hồ sơ mang số này. Số hồ sơ có dạng H57.132-260804-0583 hoặc 000.00.12.H47-250615-0001.",
                "The agency has no dossier with this number. Numbers are written H57.132-260804-0583 or 000.00.12.H47-250615-0001."));
    }

    private static async Task<IResult> Object(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Objections objections, Answers answers, CancellationToken cancellation)
    {
        if (!Enum.TryParse<AnswerChannel>(form.Channel, out var channel) || !Enum.IsDefined(channel))
        {
            return answers.Refused(PageOf(id), new Wording("Hãy chọn người dân phản đối bằng cách nào.", "Choose how the objection came."));
        }

        var officer = await desk.Require(cancellation);
        return await objections.Take(id, new PersonsObjection { Channel = channel, Reason = form.Reason }, officer.Id, cancellation) switch
        {
            ObjectionAnswer.Refused(var why) => answers.Refused(PageOf(id), why.Words),
            ObjectionAnswer.Received(DossierState.Approved, _) => answers.Done(PageOf(id), "Đã ghi ý kiến phản đối. Cán bộ sẽ xem lại hồ sơ.", "The objection was recorded. An officer looks at the dossier again."),
            _ => answers.Done(PageOf(id), "Đã ghi ý kiến phản đối. Hồ sơ được mở lại.", "The objection was recorded. The dossier is open again."),
        };
    }

    private static async Task<IResult> Document(
        Guid id, [FromForm] DocumentFields form, OfficerAtDesk desk, Documents documents, AgencyDirectory agencies, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        if (!DateTime.TryParseExact(form.AsOf, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year < 1900)
        {
            return answers.Refused(PageOf(id), new Wording("Hãy ghi thời điểm của giấy tờ.", "Write as of when the document is."));
        }

        var zone = agencies.CalendarNamed(officer.Calendar).TimeZone;
        var document = new DossierDocument
        {
            Kind = form.Kind ?? "",
            Holder = form.Holder ?? "",
            Reference = form.Reference ?? "",
            AsOf = new DateTimeOffset(local, zone.GetUtcOffset(local)),
            Sha256 = string.IsNullOrWhiteSpace(form.Sha256) ? null : form.Sha256.Trim(),
        };
        return await documents.Add(id, document, officer.Id, cancellation) is { } why
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(PageOf(id), "Đã thêm giấy tờ vào hồ sơ.", "The document was added to the dossier.");
    }

    private static async Task<IResult> Wait(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Waits waits, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await waits.Begin(id, officer.Id, form.Attempt, form.Reason, cancellation) is WaitAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(PageOf(id), "Hồ sơ đang tạm chờ và không còn ở trong tay bạn.", "The dossier waits, and is no longer in your hands.");
    }

    private static async Task<IResult> Replied(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Waits waits, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await waits.End(id, officer.Id, form.Reason, cancellation) is WaitAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(PageOf(id), "Hồ sơ trở lại danh sách hồ sơ.", "The dossier is in the queue again.");
    }

    private static string PageOf(Guid dossier) => $"/dossiers/{dossier}";
}

/// <summary>What the form of a document may send.</summary>
internal sealed record DocumentFields
{
    public string? Kind { get; init; }

    public string? Holder { get; init; }

    public string? Reference { get; init; }

    /// <summary>Local time of the agency.</summary>
    public string? AsOf { get; init; }

    public string? Sha256 { get; init; }
}
