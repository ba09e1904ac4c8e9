using System.Globalization;
using System.Text.RegularExpressions;

namespace Par.Worker.Desk;

/// <summary>What a prefilled field is called on the page. A name that is not listed here is shown in its own words.</summary>
internal static partial class FieldNames
{
    private static readonly Dictionary<string, (string Vi, string En)> Known = new(StringComparer.Ordinal)
    {
        ["id"] = ("Số định danh", "Personal number"),
        ["personalId"] = ("Số định danh", "Personal number"),
        ["fullName"] = ("Họ và tên", "Full name"),
        ["name"] = ("Họ và tên", "Full name"),
        ["dateOfBirth"] = ("Ngày sinh", "Date of birth"),
        ["sex"] = ("Giới tính", "Sex"),
        ["mother"] = ("Mẹ", "Mother"),
        ["motherName"] = ("Họ và tên mẹ", "Mother's name"),
        ["motherId"] = ("Số định danh của mẹ", "Mother's personal number"),
        ["father"] = ("Cha", "Father"),
        ["fatherName"] = ("Họ và tên cha", "Father's name"),
        ["fatherId"] = ("Số định danh của cha", "Father's personal number"),
        ["address"] = ("Địa chỉ", "Address"),
        ["household"] = ("Hộ gia đình", "Household"),
        ["householdId"] = ("Số hộ", "Household number"),
        ["commune"] = ("Xã, phường", "Commune or ward"),
        ["registrationNo"] = ("Số đăng ký", "Registration number"),
        ["registeredOn"] = ("Ngày đăng ký", "Registered on"),
        ["diedOn"] = ("Ngày mất", "Date of death"),
        ["diedAt"] = ("Giờ mất", "Hour of death"),
        ["deathRegistrationNo"] = ("Số đăng ký khai tử", "Death registration number"),
        ["birthRegistrationNo"] = ("Số đăng ký khai sinh", "Birth registration number"),
        ["notificationNo"] = ("Số giấy chứng sinh", "Number of the birth notification"),
        ["facility"] = ("Cơ sở khám bệnh, chữa bệnh", "Health facility"),
        ["certificateNo"] = ("Số giấy xác nhận khuyết tật", "Disability certificate number"),
        ["school"] = ("Trường", "School"),
        ["schoolYear"] = ("Năm học", "School year"),
        ["newSchool"] = ("Trường nhận", "New school"),
        ["grade"] = ("Lớp", "Grade"),
        ["informantName"] = ("Họ và tên người báo tin", "Informant's name"),
        ["informantId"] = ("Số định danh người báo tin", "Informant's personal number"),
        ["amount"] = ("Mức hỗ trợ", "Amount"),
        ["monthlyAmount"] = ("Mức hằng tháng", "Monthly amount"),
        ["monthlyPensionNow"] = ("Trợ cấp, lương hưu hằng tháng đang hưởng", "Monthly pension paid now"),
    };

    /// <summary>Fields whose number is an amount of money.</summary>
    private static readonly HashSet<string> Amounts = new(StringComparer.Ordinal) { "amount", "monthlyAmount", "monthlyPensionNow" };

    public static bool HasName(string name) => Known.ContainsKey(name);

    public static bool IsAmount(string name) => Amounts.Contains(name);

    public static string Of(string name, PageLanguage language) =>
        Known.TryGetValue(name, out var title) ? language.Say(title.Vi, title.En) : InWords(name);

    private static string InWords(string name)
    {
        var words = NextWord.Replace(name, " ").ToLowerInvariant();
        return words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex NextWord { get; }
}
