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
