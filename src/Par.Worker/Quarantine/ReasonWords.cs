using System.Text.RegularExpressions;
using Par.Rules.Catalogue;

namespace Par.Worker.Quarantine;

/// <summary>Why a life event is kept aside, in both languages. The database keeps the English sentence, for it is one for operators too.</summary>
internal static partial class ReasonWords
{
    private static readonly (Regex English, string Vietnamese)[] Known =
    [
        (NoPerson, "Đối tượng không phải là số định danh gồm 12 chữ số: cơ quan đăng ký phải gửi lại sự kiện với số đúng."),
        (NoKind, "Sự kiện không nói thuộc loại nào: cơ quan đăng ký phải gửi lại kèm loại sự kiện."),
        (NoIdentity, "Sự kiện không có mã định danh riêng: cơ quan đăng ký phải gửi lại kèm mã; dòng này đã được đọc qua."),
        (NoMoment, "Thời điểm của sự kiện không có trong lịch: cơ quan đăng ký phải gửi lại với thời điểm đúng."),
        (FarMoment, "Thời điểm xảy ra trước năm 1900 hoặc hơn một năm sau hôm nay: cơ quan đăng ký phải gửi lại với thời điểm đúng."),
        (NoObject, "Nội dung không phải là một đối tượng JSON: cơ quan đăng ký phải gửi lại với các giá trị có tên."),
        (Unreadable, "Không đọc được nội dung (không phải JSON, lồng sâu quá 60 lớp, hoặc có ký tự hỏng hay số vượt mọi giới hạn): cơ quan đăng ký phải gửi lại với giá trị đơn giản."),
        (TooLong, "Nội dung dài $1 byte, trong khi chỉ nhận tối đa $2: cơ quan đăng ký phải gửi lại, chỉ gồm những gì danh mục nêu."),
        (UnknownKind, "Danh mục không có loại sự kiện '$1': cơ quan đăng ký phải gửi lại với loại đúng; hoặc bổ sung loại này vào rules/catalogue rồi xử lý lại."),
        (Stranger, "Sự kiện loại $1 do cơ quan đăng ký '$2' báo: '$3' không được báo loại này."),
        (WrongType, "Nội dung sai kiểu dữ liệu ($1): cơ quan đăng ký phải gửi lại sự kiện đúng như danh mục mô tả."),
        (Ambiguous, "Cơ quan đăng ký '$1' có nhiều hơn một $2 dưới cùng một khóa mà sự kiện dẫn tới, nên không ai biết sự kiện nói về ai: cơ quan đăng ký phải sửa, rồi xử lý lại."),
        (SamePerson, "Sự kiện ghi cùng một số định danh ở $1, là những người khác nhau: cơ quan đăng ký phải gửi lại với số đúng."),
        (BeforeBirth, "Sự kiện xảy ra trước ngày sinh của đối tượng theo cơ quan đăng ký '$1': khi ngày đó được cải chính, sự kiện tự được xử lý tiếp; nếu ngày của chính sự kiện sai, cơ quan đăng ký phải gửi lại, rồi bỏ qua sự kiện này."),
        (AfterDeath, "Sự kiện xảy ra sau ngày mất của đối tượng theo cơ quan đăng ký '$1': khi ngày đó được cải chính, sự kiện tự được xử lý tiếp; nếu ngày của chính sự kiện sai, cơ quan đăng ký phải gửi lại, rồi bỏ qua sự kiện này."),
        (NoMergedId, "Sự kiện hợp nhất hai số định danh của một người nhưng không nêu số đã bỏ: cơ quan đăng ký phải gửi lại với số định danh gồm 12 chữ số."),
        (MergedIntoItself, "Sự kiện nói một số định danh được bỏ để thay bằng chính nó: cơ quan đăng ký phải gửi lại với hai số của người đó."),
        (MergedInACircle, "Số được giữ lại trước đó đã bị bỏ để thay bằng số kia: cơ quan đăng ký phải hủy một trong hai lần hợp nhất, rồi xử lý lại sự kiện này."),
        (MergedElsewhere, "Số này trước đó đã bị bỏ để thay bằng số khác: cơ quan đăng ký phải hủy lần hợp nhất đó, rồi xử lý lại sự kiện này."),
        (Attempt, "Lần thử $1 không thành công ($2)."),
    ];

    public static Wording Of(string error)
    {
        var shown = Masked.Error(error);
        var (english, vietnamese) = Known.FirstOrDefault(known => known.English.IsMatch(shown));
        return new Wording(english?.Replace(shown, vietnamese).Replace(" is not a ", " không đúng kiểu ", StringComparison.Ordinal) ?? shown, shown);
    }

    [GeneratedRegex(@"^The subject is not a personal id of 12 digits: .*$")]
    private static partial Regex NoPerson { get; }

    [GeneratedRegex(@"^The event does not say of what kind it is: .*$")]
    private static partial Regex NoKind { get; }

    [GeneratedRegex(@"^The event has no identity of its own: .*$")]
    private static partial Regex NoIdentity { get; }

    [GeneratedRegex(@"^The moment at which it (?:occurred|was recorded) is none that a calendar has: .*$")]
    private static partial Regex NoMoment { get; }

    [GeneratedRegex(@"^The moment at which it occurred lies before 1900 or more than a year ahead: .*$")]
    private static partial Regex FarMoment { get; }

    [GeneratedRegex(@"^The body is not a JSON object: .*$")]
    private static partial Regex NoObject { get; }

    [GeneratedRegex(@"^The body cannot be read .*$")]
    private static partial Regex Unreadable { get; }

    [GeneratedRegex(@"^The body has ([0-9,]+) bytes, and at most ([0-9,]+) are taken up: .*$")]
    private static partial Regex TooLong { get; }

    [GeneratedRegex(@"^The catalogue has no life event of kind '(.*?)'(?: \(did you mean|: the registry must).*$")]
    private static partial Regex UnknownKind { get; }

    [GeneratedRegex(@"^Events of kind (.*) come from the registry '(.*)': '(.*)' may not report them\.$")]
    private static partial Regex Stranger { get; }

    [GeneratedRegex(@"^The body's (.*): the registry must send the event again as the catalogue describes it\.$")]
    private static partial Regex WrongType { get; }

    [GeneratedRegex(@"^The registry '(.*)' has more than one (\w+) under a key that this event leads to.*$")]
    private static partial Regex Ambiguous { get; }

    [GeneratedRegex(@"^The event has one personal id as (.*), who are different people: .*$")]
    private static partial Regex SamePerson { get; }

    [GeneratedRegex(@"^It occurred before the birth of its subject that the registry '(.*)' has on record: .*$")]
    private static partial Regex BeforeBirth { get; }

    [GeneratedRegex(@"^It occurred after the death of its subject that the registry '(.*)' has on record: .*$")]
    private static partial Regex AfterDeath { get; }

    [GeneratedRegex(@"^The event merges two ids of one person and names none that was given up: .*$")]
    private static partial Regex NoMergedId { get; }

    [GeneratedRegex(@"^The event says that an id was given up for itself: .*$")]
    private static partial Regex MergedIntoItself { get; }

    [GeneratedRegex(@"^The id that is kept was itself given up for the other one: .*$")]
    private static partial Regex MergedInACircle { get; }

    [GeneratedRegex(@"^The id was given up for another one before: .*$")]
    private static partial Regex MergedElsewhere { get; }

    [GeneratedRegex(@"^Attempt ([0-9]+) failed: (.*)\.$")]
    private static partial Regex Attempt { get; }
}
