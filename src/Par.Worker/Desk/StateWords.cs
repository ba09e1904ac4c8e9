using Par.Worker.Dossiers;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Desk;

/// <summary>What the states of a dossier, and the changes between them, are called on pages.</summary>
internal static class StateWords
{
    public static string Of(DossierState state, PageLanguage language) => state switch
    {
        DossierState.Held => language.Say("Tạm giữ để kiểm tra, chưa chuyển cho cơ quan", "Held for a check, not yet with the agency"),
        DossierState.Prepared => language.Say("Đã chuẩn bị, chờ người dân trả lời", "Prepared, awaiting the person's answer"),
        DossierState.Queued => language.Say("Chờ cán bộ nhận", "Waiting for an officer"),
        DossierState.InProgress => language.Say("Đang xử lý", "In progress"),
        DossierState.Waiting => language.Say("Tạm chờ", "Waiting"),
        DossierState.Approved => language.Say("Đã chấp thuận", "Approved"),
        DossierState.Rejected => language.Say("Đã từ chối", "Rejected"),
        DossierState.Withdrawn => language.Say("Đã rút", "Withdrawn"),
        DossierState.Declined => language.Say("Người dân không đồng ý", "Declined by the person"),
        DossierState.Expired => language.Say("Hết thời gian chờ trả lời", "Closed without an answer"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state of a dossier."),
    };

    public static string OfChange(string change, PageLanguage language) => change switch
    {
        ChangeWord.Opened => language.Say("Hồ sơ được mở", "The dossier was opened"),
        ChangeWord.LetThrough => language.Say("Được cho đi tiếp sau khi kiểm tra", "Let through after a check"),
        ChangeWord.Claimed => language.Say("Cán bộ nhận hồ sơ", "Claimed by an officer"),
        ChangeWord.Released => language.Say("Trả lại danh sách hồ sơ", "Released to the queue"),
        ChangeWord.LeaseEnded => language.Say("Hết thời gian giữ, trở lại danh sách hồ sơ", "The claim ran out; back in the queue"),
        ChangeWord.HandedOver => language.Say("Bàn giao cho cán bộ khác", "Handed over to another officer"),
        ChangeWord.PushedBack => language.Say("Cán bộ trả lại kèm lý do", "Pushed back by an officer, with a reason"),
        ChangeWord.Decided => language.Say("Đã quyết định, chờ người thứ hai xem lại", "Decided, awaiting a second look"),
        ChangeWord.SentBack => language.Say("Trả lại để quyết định lại", "Sent back to be decided anew"),
        ChangeWord.Accepted => language.Say("Người dân đồng ý", "The person said yes"),
        ChangeWord.Transferred => language.Say("Chuyển đến cơ quan khác", "Sent to another agency"),
        ChangeWord.Refreshed => language.Say("Cập nhật theo cải chính", "Brought up to date after a correction"),
        ChangeWord.GroundChanged => language.Say("Căn cứ của hồ sơ đã được cải chính", "A correction changed the ground of the dossier"),
        ChangeWord.GroundStands => language.Say("Căn cứ của hồ sơ lại đúng", "The ground of the dossier stands again"),
        ChangeWord.Reviewed => language.Say("Cán bộ đã xem lại", "Looked at again by an officer"),
        ChangeWord.GroundFell => language.Say("Căn cứ của hồ sơ không còn đúng", "The ground of the dossier fell away"),
        ChangeWord.Documented => language.Say("Thêm giấy tờ", "A document was added"),
        ChangeWord.Waits => language.Say("Tạm chờ", "Waits for the person or another agency"),
        ChangeWord.Replied => language.Say("Đã nhận được trả lời", "What it waited for has come"),
        ChangeWord.Objected => language.Say("Người dân phản đối", "The person objected"),
        ChangeWord.DueMoved => language.Say("Hạn được dời theo lịch làm việc mới", "Due dates moved with a new calendar"),
        "approved" => language.Say("Cán bộ chấp thuận", "Approved by an officer"),
        "rejected" => language.Say("Cán bộ từ chối", "Rejected by an officer"),
        "declined" => language.Say("Người dân không đồng ý", "The person said no"),
        "expired" => language.Say("Đóng vì hết thời gian chờ trả lời", "Closed without an answer"),
        ChangeWord.Withdrawn => language.Say("Hồ sơ được rút lại", "The dossier was withdrawn"),
        // A newer program may have written it.
        _ => change,
    };

    public static string OfClock(string kind, PageLanguage language) => kind switch
    {
        ClockKind.Statutory => language.Say("Thời hạn giải quyết", "The procedure's term"),
        ClockKind.Answer => language.Say("Thời hạn trả lời", "The time to answer"),
        ClockKind.Handling => language.Say("Thời gian xử lý", "The time for handling"),
        ClockKind.Wait => language.Say("Thời gian chờ", "The time of the wait"),
        ClockKind.Review => language.Say("Thời hạn xem lại", "The time to look again"),
        _ => kind,
    };
}
