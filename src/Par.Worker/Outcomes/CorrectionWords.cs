using System.Text.Json.Nodes;
using Par.Rules.Catalogue;

namespace Par.Worker.Outcomes;

/// <summary>
/// What officers and people are told when a correction touches what was opened or said: why, what becomes of it, and how to
/// object. Without any value that a person's data could be in.
/// </summary>
internal static class CorrectionWords
{
    // Why.
    public static readonly Wording Annulled = new(
        "Sự kiện làm căn cứ đã bị hủy trong sổ gốc.", "The life event it stands on was annulled in its registry.");

    public static readonly Wording NoLongerDue = new(
        "Sau khi cải chính, điều kiện không còn đủ.", "After a correction the conditions are no longer met.");

    public static readonly Wording OtherNow = new(
        "Thông tin làm căn cứ cho hồ sơ đã được cải chính.", "A correction has changed what the dossier rests on.");

    public static Wording Doubled(string other) => new(
        $"Hai số định danh của một người đã được hợp nhất, và hồ sơ {other} đã mở cho cùng một việc: chỉ giữ lại một hồ sơ.",
        $"Two ids of one person were merged, and dossier {other} was opened for the same: keep only one of them.");

    public static readonly Wording StandsAgain = new(
        "Căn cứ của hồ sơ nay lại đúng như trong hồ sơ.", "The ground of the dossier is again as the dossier says.");

    public static readonly Wording CannotBeDerived = new(
        "Thông tin làm căn cứ đã được cải chính, nhưng sự kiện gốc không còn được lưu nên không tự xét lại được.",
        "What it rests on was corrected, but the life event itself is no longer kept, so it could not be derived again.");

    public static readonly Wording NotForThem = new(
        "Sau khi cải chính, việc này không liên quan đến người nhận thông báo.", "After a correction this does not concern whoever was told.");

    // What becomes of it.
    public static Wording Withdrawn(string number) => new(
        $"Hồ sơ {number} đã được rút lại.", $"Dossier {number} was withdrawn.");

    public static Wording UnderReview(string number) => new(
        $"Cán bộ đang xem lại hồ sơ {number}. Chưa có gì thay đổi đối với ông/bà.",
        $"An officer is looking at dossier {number} again. Nothing has changed for you yet.");

    public static Wording Stands(string number) => new(
        $"Hồ sơ {number} vẫn giữ nguyên.", $"Dossier {number} stands as it was.");

    public static Wording Refreshed(string number) => new(
        $"Thông tin trong hồ sơ {number} đã được cập nhật theo sổ gốc. Ông/bà không cần nộp lại giấy tờ.",
        $"Dossier {number} was brought up to date with the registries. You need not bring any papers again.");

    public static Wording Moved(string number) => new(
        $"Hồ sơ {number} được cập nhật theo sổ gốc và chuyển đến cơ quan có thẩm quyền; số hồ sơ giữ nguyên.",
        $"Dossier {number} was brought up to date with the registries and moved to the competent agency; its number stays.");

    public static Wording OfferedAnew(string number) => new(
        $"Nội dung đề nghị trong hồ sơ {number} đã được cập nhật theo sổ gốc. Ông/bà có trọn thời hạn trả lời tính từ hôm nay.",
        $"What dossier {number} offers was brought up to date with the registries. You have the whole time to answer again, from today.");

    public static readonly Wording NotForYou = new(
        "Thông báo trước đây không liên quan đến ông/bà. Ông/bà không cần làm gì.",
        "The earlier notice does not concern you. There is nothing for you to do.");

    public static readonly Wording ReminderTakenBack = new(
        "Lời nhắc trước đây không còn đúng. Xin bỏ qua lời nhắc đó.", "The earlier reminder no longer holds. Please disregard it.");

    public static readonly Wording ReminderOtherNow = new(
        "Lời nhắc trước đây đã được sửa lại như dưới đây.", "The earlier reminder was put right as below.");

    // How to object.
    public static readonly Wording Objection = new(
        "Nếu thấy thông tin này chưa đúng, xin báo cho cơ quan giải quyết hồ sơ hoặc cơ quan giữ sổ gốc; ông/bà có quyền khiếu nại.",
        "If you think this is not right, tell the agency that handles the dossier or the registry that keeps the record; you have the right to object.");

    public static JsonObject Both(Wording words) => new() { ["vi"] = words.Vi, ["en"] = words.En };

    /// <summary>What became of it, why, and how to object: the same three in every message to a person.</summary>
    public static JsonObject ForPerson(JsonObject about, Wording what, Wording reason)
    {
        var said = about.DeepClone().AsObject();
        said["what"] = Both(what);
        said["reason"] = Both(reason);
        said["objection"] = Both(Objection);
        return said;
    }
}
