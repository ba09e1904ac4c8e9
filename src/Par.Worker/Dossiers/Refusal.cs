using Par.Rules.Catalogue;

namespace Par.Worker.Dossiers;

/// <summary>Why something an officer or a person asked for was not done, in words for them.</summary>
internal sealed record Refusal(RefusalKind Kind, Wording Words)
{
    public static Refusal NoSuchDossier { get; } = new(RefusalKind.NoSuchDossier, new(
        "Không có hồ sơ này. Hãy mở lại danh sách của cơ quan.",
        "There is no such dossier. Open the agency's queue again."));

    public static Refusal AlreadyClosed { get; } = new(RefusalKind.AlreadyClosed, new(
        "Hồ sơ này đã kết thúc. Không cần làm gì thêm.",
        "This dossier is already closed. Nothing more needs to be done."));

    public static Refusal NoSuchOfficer { get; } = new(RefusalKind.NoSuchOfficer, new(
        "Không có cán bộ này. Hãy đăng nhập lại.",
        "There is no such officer. Sign in again."));

    public static Refusal OtherAgency { get; } = new(RefusalKind.OtherAgency, new(
        "Hồ sơ này thuộc cơ quan khác. Chỉ cán bộ của cơ quan đó được xử lý.",
        "This dossier belongs to another agency. Only its own officers may handle it."));

    public static Refusal AgencyPaused { get; } = new(RefusalKind.AgencyPaused, new(
        "Cơ quan đang tạm dừng nhận việc mới. Hãy hoàn thành những hồ sơ đang giữ.",
        "The agency takes no new work for now. Finish what you hold."));

    public static Refusal HandsFull { get; } = new(RefusalKind.HandsFull, new(
        "Bạn đang giữ đủ số hồ sơ được giao. Hãy hoàn thành hoặc trả lại một hồ sơ trước.",
        "You hold as many dossiers as you may. Complete or release one first."));

    public static Refusal DayFull { get; } = new(RefusalKind.DayFull, new(
        "Hôm nay bạn đã nhận đủ số hồ sơ theo định mức của địa bàn. Hãy hoàn thành những hồ sơ đang giữ; ngày mai nhận tiếp.",
        "You have taken as many dossiers today as the norm of your area gives. Finish what you hold; more tomorrow."));

    public static Refusal Away { get; } = new(RefusalKind.Away, new(
        "Hôm nay bạn được ghi là vắng mặt. Nếu không đúng, hãy nhờ người quản lý xóa đợt vắng mặt.",
        "You are entered as absent today. If that is wrong, have a supervisor take the absence back."));

    public static Refusal OwnDecision { get; } = new(RefusalKind.OwnDecision, new(
        "Đây là quyết định của chính bạn. Một cán bộ khác phải xem lại.",
        "This is your own decision. Another officer must look at it."));

    public static Refusal HeldByAnother { get; } = new(RefusalKind.HeldByAnother, new(
        "Một cán bộ khác đang giữ hồ sơ này. Hãy chọn hồ sơ khác.",
        "Another officer holds this dossier. Choose another one."));

    public static Refusal AlreadyYours { get; } = new(RefusalKind.AlreadyYours, new(
        "Bạn đang giữ hồ sơ này rồi.",
        "You already hold this dossier."));

    public static Refusal LostLease { get; } = new(RefusalKind.LostLease, new(
        "Bạn không còn giữ hồ sơ này: thời gian giữ đã hết hoặc hồ sơ đã được trả lại. Chưa có gì được ghi. Hãy nhận lại hồ sơ rồi làm tiếp.",
        "You no longer hold this dossier: the lease ran out or it was released. Nothing was recorded. Claim it again to go on."));

    public static Refusal ReasonMissing { get; } = new(RefusalKind.ReasonMissing, new(
        "Từ chối phải có lý do. Hãy ghi lý do mà người dân đọc hiểu được.",
        "A rejection needs a reason. Write one that the person can follow."));

    public static Refusal AwaitsThePerson { get; } = new(RefusalKind.AwaitsThePerson, new(
        "Hồ sơ còn chờ người dân trả lời. Hãy ghi câu trả lời trước.",
        "This dossier still awaits the person's answer. Record the answer first."));

    public static Refusal RequestMissing { get; } = new(RefusalKind.RequestMissing, new(
        "Luật cần văn bản đề nghị. Hãy ghi số của văn bản đã nhận.",
        "The law wants a written request. Give the reference number of the one you received."));

    public static Refusal NotAwaitingAnAnswer { get; } = new(RefusalKind.NotAwaitingAnAnswer, new(
        "Hồ sơ này không còn chờ người dân trả lời.",
        "This dossier does not await the person's answer any more."));

    public static Refusal StillTimeToAnswer { get; } = new(RefusalKind.StillTimeToAnswer, new(
        "Người dân vẫn còn thời hạn trả lời. Chỉ đóng hồ sơ khi thời hạn đã hết.",
        "The person still has time to answer. Close the dossier only when the term is over."));

    public static Refusal SecondLookNeeded { get; } = new(RefusalKind.SecondLookNeeded, new(
        "Hồ sơ này đã được một cán bộ khác quyết định. Hãy đồng ý, hoặc trả lại kèm lý do.",
        "Another officer has decided this dossier. Agree, or send it back with a reason."));

    public static Refusal NoSecondLook { get; } = new(RefusalKind.NoSecondLook, new(
        "Hồ sơ này không chờ người thứ hai xem lại. Hãy tải lại trang.",
        "No decision of this dossier waits for a second look. Load the page again."));

    public static Refusal SendBackNeedsWords { get; } = new(RefusalKind.SendBackNeedsWords, new(
        "Trả lại phải có lý do. Hãy ghi điều cần xem lại.",
        "Sending it back needs a reason. Write what has to be looked at again."));

    public static Refusal LateReasonMissing { get; } = new(RefusalKind.LateReasonMissing, new(
        "Hồ sơ đã quá hạn. Hãy ghi vì sao; lý do được lưu cùng hồ sơ.",
        "The term of this dossier has run out. Write why; the reason is kept with it."));

    public static Refusal PushBackNeedsWords { get; } = new(RefusalKind.PushBackNeedsWords, new(
        "Trả lại hồ sơ cho bộ phận phải có lý do. Hãy ghi vì sao.",
        "Pushing a dossier back needs a reason. Write why."));

    public static Refusal HandoverNotPossible { get; } = new(RefusalKind.HandoverNotPossible, new(
        "Cán bộ nhận phải thuộc cơ quan này, có mặt hôm nay, còn nhận được hồ sơ, và không phải là người đã quyết định. Hãy chọn người khác.",
        "Who takes it over must be of this agency, at work today, free to take one more, and not have decided it. Choose somebody else."));

    public static Refusal NothingToReview { get; } = new(RefusalKind.NothingToReview, new(
        "Hồ sơ này không có gì cần xem lại. Hãy tải lại trang.",
        "There is nothing to look at again in this dossier. Load the page again."));

    public static Refusal ReviewNeedsWords { get; } = new(RefusalKind.ReviewNeedsWords, new(
        "Hãy ghi kết quả xem lại: giữ nguyên, hoặc cần làm gì tiếp theo.",
        "Write what came of it: it stands, or what has to be done next."));

    public static Refusal StillOpen { get; } = new(RefusalKind.StillOpen, new(
        "Hồ sơ này chưa kết thúc. Hãy chuyển ý kiến của người dân cho cán bộ đang xử lý.",
        "This dossier is still open. Tell the officer who handles it what the person says."));

    public static Refusal ObjectionNeedsWords { get; } = new(RefusalKind.ObjectionNeedsWords, new(
        "Hãy ghi người dân phản đối điều gì, bằng lời của họ: cán bộ xem xét cần đọc được.",
        "Write what the person objects to, in their words: the officer who decides must read it."));

    public static Refusal WaitNeedsReason { get; } = new(RefusalKind.WaitNeedsReason, new(
        "Hãy ghi hồ sơ chờ ai và chờ gì.",
        "Write whom and what the dossier waits for."));

    public static Refusal NotWaiting { get; } = new(RefusalKind.NotWaiting, new(
        "Hồ sơ này không chờ ai trả lời. Hãy tải lại trang.",
        "This dossier waits for nobody. Load the page again."));

    public static Refusal ReplyNeedsWords { get; } = new(RefusalKind.ReplyNeedsWords, new(
        "Hãy ghi đã nhận được gì.",
        "Write what came."));

    public static Refusal OpenedAgain(string number) => new(RefusalKind.OpenedAgain, new(
        $"Hồ sơ {number} đã được mở cho cùng một việc. Hãy ghi ý kiến phản đối vào hồ sơ đó.",
        $"Dossier {number} was opened for the same since. Record the objection there."));

    public static Refusal IllegalMove(DossierState from, DossierState to) => new(RefusalKind.IllegalMove, new(
        $"Hồ sơ ở trạng thái {from.Word} không thể chuyển sang {to.Word}. Hãy tải lại trang.",
        $"A dossier that is {from.Word} cannot become {to.Word}. Load the page again."));
}
