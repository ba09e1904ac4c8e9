using Microsoft.AspNetCore.Mvc;
using Par.Rules.Catalogue;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Worker.Desk;

/// <summary>
/// What officers do to dossiers. Each is a form that is posted, changes one thing, and ends on a page that says what came of
/// it. A dossier of another agency is not found, whatever is asked of it.
/// </summary>
internal static class QueueActions
{
    private const string Queue = "/queue";

    extension(WebApplication worker)
    {
        public void MapQueueActions()
        {
            var signedIn = worker.MapGroup("").RequireAuthorization();
            signedIn.MapPost("/queue/claim-next", ClaimNext);

            var dossier = signedIn.MapGroup("/dossiers/{id:guid}").AddEndpointFilter<OwnAgencyOnly>().AddEndpointFilter<KeepableText>();
            dossier.MapPost("/claim", Claim);
            dossier.MapPost("/release", Release);
            dossier.MapPost("/push-back", PushBack);
            dossier.MapPost("/hand-over", HandOver);
            dossier.MapPost("/agree", Agree);
            dossier.MapPost("/send-back", SendBack);
            dossier.MapPost("/approve", Approve);
            dossier.MapPost("/reject", Reject);
            dossier.MapPost("/review", Review);
            dossier.MapPost("/answer", Answer);
            dossier.MapPost("/close", Close);
        }
    }

    // A form without fields still carries its antiforgery token, and [FromForm] is what has the token checked.
    private static async Task<IResult> ClaimNext([FromForm] FormFields form, OfficerAtDesk desk, AgencyQueues queues, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await queues.ClaimNext(officer.Agency, officer.Id, cancellation) is { } claim
            ? answers.Done(PageOf(claim.Dossier), $"Bạn đã nhận hồ sơ {claim.Number}.", $"You claimed dossier {claim.Number}.")
            : answers.Refused(Queue, officer.PausedAt is null && await queues.WhyNothing(officer.Id, cancellation) is { } why ? why.Words : NothingToClaim(officer));
    }

    private static async Task<IResult> Claim(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, AgencyQueues queues, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await queues.Claim(id, officer.Id, cancellation) switch
        {
            ClaimAnswer.Claimed(var claim) => answers.Done(PageOf(id), $"Bạn đã nhận hồ sơ {claim.Number}.", $"You claimed dossier {claim.Number}."),
            ClaimAnswer.Refused(var why) => answers.Refused(PageOf(id), why.Words),
            var other => throw new InvalidOperationException($"A claim was answered with {other}."),
        };
    }

    private static async Task<IResult> Release(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, AgencyQueues queues, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await queues.Release(id, officer.Id, form.Attempt, cancellation)
            ? answers.Done(Queue, "Hồ sơ đã trở lại danh sách hồ sơ.", "The dossier is back in the queue.")
            : answers.Refused(PageOf(id), Refusal.LostLease.Words);
    }

    private static async Task<IResult> PushBack(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, AgencyQueues queues, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await queues.PushBack(id, officer.Id, form.Attempt, form.Reason, cancellation) is { } why
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(Queue, "Hồ sơ đã trở lại danh sách; người phụ trách được báo lý do.", "The dossier is back in the queue; the head of unit is told why.");
    }

    private static async Task<IResult> HandOver(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, AgencyQueues queues, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await queues.HandOver(id, officer.Id, form.Attempt, form.To ?? "", cancellation) is { } why
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(Queue, "Đã bàn giao hồ sơ.", "The dossier was handed over.");
    }

    private static async Task<IResult> Agree(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await outcomes.Agree(id, officer.Id, form.Attempt, cancellation) is CompleteAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(Queue, "Đã đồng ý; quyết định có hiệu lực.", "Agreed; the decision takes effect.");
    }

    private static async Task<IResult> SendBack(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await outcomes.SendBack(id, officer.Id, form.Attempt, form.Reason, cancellation) is CompleteAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(Queue, "Đã trả lại để quyết định lại, kèm lý do.", "Sent back to be decided anew, with the reason.");
    }

    private static Task<IResult> Approve(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation) =>
        Complete(id, form, Decision.Approved, desk, outcomes, answers, cancellation);

    private static Task<IResult> Reject(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation) =>
        Complete(id, form, Decision.Rejected, desk, outcomes, answers, cancellation);

    private static async Task<IResult> Complete(Guid id, FormFields form, Decision decision, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        var answer = await outcomes.Complete(id, officer.Id, form.Attempt, decision, form.Reason, cancellation, form.WhyLate);
        return answer is CompleteAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : answer is CompleteAnswer.AwaitsSecondLook
            ? answers.Done(Queue, "Đã ghi quyết định; một cán bộ khác sẽ xem lại trước khi có hiệu lực.", "Recorded; another officer looks at it before it takes effect.")
            : decision == Decision.Approved
                ? answers.Done(Queue, "Đã chấp thuận hồ sơ.", "The dossier was approved.")
                : answers.Done(Queue, "Đã từ chối hồ sơ; lý do được gửi cho người dân.", "The dossier was rejected; the person is told the reason.");
    }

    private static async Task<IResult> Review(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await outcomes.CompleteReview(id, officer.Id, form.Attempt, form.Reason, cancellation) is CompleteAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(PageOf(id), "Đã ghi kết quả xem lại.", "What came of it was recorded.");
    }

    private static async Task<IResult> Answer(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation)
    {
        if (form.Answer is not ("yes" or "no"))
        {
            return answers.Refused(PageOf(id), new Wording("Hãy chọn người dân đồng ý hay không.", "Choose whether the person said yes or no."));
        }

        if (!Enum.TryParse<AnswerChannel>(form.Channel, out var channel) || !Enum.IsDefined(channel))
        {
            return answers.Refused(PageOf(id), new Wording("Hãy chọn người dân trả lời bằng cách nào.", "Choose how the answer came."));
        }

        var officer = await desk.Require(cancellation);
        var said = new PersonsAnswer { Yes = form.Answer == "yes", Channel = channel, Request = form.Request, Reason = form.Reason };
        var answer = await outcomes.RecordAnswer(id, said, officer.Id, cancellation);
        return answer is RecordedAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : form.Answer == "yes"
                ? answers.Done(PageOf(id), "Đã ghi: người dân đồng ý. Hồ sơ vào danh sách hồ sơ.", "Recorded: the person said yes. The dossier is in the queue.")
                : answers.Done(Queue, "Đã ghi: người dân không đồng ý. Hồ sơ đã khép lại.", "Recorded: the person said no. The dossier is closed.");
    }

    private static async Task<IResult> Close(Guid id, [FromForm] FormFields form, OfficerAtDesk desk, Outcomes.Outcomes outcomes, Answers answers, CancellationToken cancellation)
    {
        var officer = await desk.Require(cancellation);
        return await outcomes.CloseExpired(id, officer.Id, cancellation) is CompleteAnswer.Refused(var why)
            ? answers.Refused(PageOf(id), why.Words)
            : answers.Done(Queue, "Đã đóng hồ sơ vì hết thời gian chờ trả lời.", "The dossier was closed without an answer.");
    }

    private static Wording NothingToClaim(DeskOfficer officer) =>
        officer.PausedAt is not null ? Refusal.AgencyPaused.Words : new("Không có hồ sơ nào đang chờ.", "No dossier is waiting.");

    private static string PageOf(Guid dossier) => $"/dossiers/{dossier}";
}
