using Par.Worker.Dossiers;

namespace Par.Worker.Desk;

/// <summary>What the states of a dossier, and the changes between them, are called on pages.</summary>
internal static class StateWords
{
    public static string Of(DossierState state, PageLanguage language) => state switch
    {
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
        "opened" => language.Say("Hồ sơ được mở", "The dossier was opened"),
        "claimed" => language.Say("Cán bộ nhận hồ sơ", "Claimed by an officer"),
        "released" => language.Say("Trả lại hàng việc", "Released to the queue"),
        "leaseEnded" => language.Say("Hết thời gian giữ, trở lại hàng việc", "The claim ran out; back in the queue"),
        "accepted" => language.Say("Người dân đồng ý", "The person said yes"),
        "groundFell" => language.Say("Căn cứ không còn", "Its ground fell away"),
        "approved" => Of(DossierState.Approved, language),
        "rejected" => Of(DossierState.Rejected, language),
        "withdrawn" => Of(DossierState.Withdrawn, language),
        "declined" => Of(DossierState.Declined, language),
        "expired" => Of(DossierState.Expired, language),
        // A newer program may have written it.
        _ => change,
    };
}
