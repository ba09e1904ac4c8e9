using Par.Rules.Catalogue;

namespace Par.Worker.Quarantine;

/// <summary>What a human can do about a life event in quarantine, in one sentence.</summary>
internal static class Mend
{
    public static Wording Of(QuarantinedEvent one) => one switch
    {
        { WasAnnulled: true, Flaw: null } => new(
            "Sự kiện này đã bị hủy sau đó: xử lý lại, và nó khép lại mà không quyết định gì.",
            "It was annulled since: replay it, and it is closed with nothing decided."),
        { CorrectedBy: not null, Flaw: null } => new(
            "Sự kiện này đã được cải chính sau đó: xử lý lại, và nó được quyết định theo nội dung đã cải chính.",
            "It was corrected since: replay it, and it is decided as corrected."),
        { Flaw: not null } => new(
            "Xử lý lại không giúp được gì: khi cơ quan đăng ký đã gửi lại thành một sự kiện mới, hãy bỏ qua sự kiện này và ghi lý do.",
            "To replay it is of no use: when the registry has sent it again as a new life event, dismiss this one with that reason."),
        { Error: { } error } when Masked.IsOfAnAttempt(error) => new(
            "Khắc phục nguyên nhân (toàn văn nằm trong par.inbox.error), rồi xử lý lại.",
            "Mend the cause (par.inbox.error has the whole message), then replay it."),
        _ => new(
            "Khi cơ quan đăng ký đã cải chính hoặc danh mục đã được sửa, hãy xử lý lại; nếu sự kiện đã được gửi lại thành sự kiện mới, hãy bỏ qua.",
            "When a correction of it has come, or the catalogue was mended, replay it; when it was sent again as a new life event, dismiss it."),
    };

    /// <summary>What a correction of it, or its being one, means for it; null when neither is so.</summary>
    public static Wording? Correction(QuarantinedEvent one) => one switch
    {
        { CorrectedBy: { } by, CorrectedByKind: { } kind } => new(
            $"Đã được cải chính bởi {one.Registry}/{by} ({kind}).",
            $"Corrected since by {one.Registry}/{by} ({kind})."),
        { Corrects: { } root, CorrectsState: null } => new(
            $"Cải chính {one.Registry}/{root}, sự kiện chưa nhận được.",
            $"It corrects {one.Registry}/{root}, which has not come."),
        { Corrects: { } root, CorrectsState: "quarantined" } => new(
            $"Cải chính {one.Registry}/{root}, sự kiện cũng đang bị giữ lại.",
            $"It corrects {one.Registry}/{root}, which is in quarantine too."),
        { Corrects: { } root } => new(
            $"Cải chính {one.Registry}/{root}; nội dung cũ vẫn còn hiệu lực cho đến khi xử lý lại.",
            $"It corrects {one.Registry}/{root}, which stands uncorrected until this one is replayed."),
        _ => null,
    };
}
