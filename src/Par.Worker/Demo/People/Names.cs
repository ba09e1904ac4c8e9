namespace Par.Worker.Demo.People;

/// <summary>Vietnamese names: family names about as frequent as in central Vietnam, middle and given names by sex and age.</summary>
internal static class Names
{
    private static readonly (string Name, int PerMille)[] Families =
    [
        ("Nguyễn", 315), ("Trần", 109), ("Lê", 89), ("Phạm", 59), ("Huỳnh", 45), ("Võ", 43), ("Phan", 36), ("Trương", 24), ("Bùi", 21),
        ("Đặng", 20), ("Đỗ", 19), ("Ngô", 17), ("Hồ", 16), ("Dương", 14), ("Đinh", 11), ("Hoàng", 11), ("Đoàn", 11), ("Mai", 10), ("Vũ", 10),
        ("Lương", 9), ("Hà", 8), ("Cao", 8), ("Tăng", 8), ("Châu", 7), ("Thái", 7), ("Lý", 6), ("Tạ", 6), ("Kiều", 5), ("Doãn", 5), ("Văn", 5),
        ("Alăng", 9), ("Bnướch", 5), ("Zơrâm", 6), ("Pơloong", 6), ("Arất", 5), ("Tơ Ngôl", 5), ("Lâm", 5), ("Triệu", 5),
    ];

    private static readonly int All = Families.Sum(family => family.PerMille);

    private static readonly string[] MenBetween = ["Văn", "Đình", "Hữu", "Quang", "Minh", "Đức", "Ngọc", "Xuân", "Công", "Thanh", "Quốc", "Tấn"];
    private static readonly string[] BoysBetween = ["Gia", "Minh", "Bảo", "Đăng", "Nhật", "Hoàng", "Anh", "Tuấn", "Thiên", "Khôi", "Phúc", "Quang"];
    private static readonly string[] WomenBetween = ["Thị", "Thị", "Thị", "Thị Thanh", "Thị Kim", "Thị Thu", "Thị Ngọc", "Thị Minh", "Kim", "Ngọc", "Thị Bích"];
    private static readonly string[] GirlsBetween = ["Bảo", "Khánh", "Ngọc", "Minh", "Thảo", "Gia", "Phương", "Quỳnh", "An", "Tường", "Thanh", "Hà"];

    private static readonly string[] MenGiven =
    [
        "Anh", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hoà", "Hùng", "Huy", "Khoa", "Kiên", "Lâm", "Long", "Lộc", "Mạnh", "Nam", "Nghĩa",
        "Phong", "Phúc", "Phước", "Quân", "Sơn", "Tài", "Tâm", "Thành", "Thắng", "Thiện", "Tiến", "Toàn", "Trí", "Trung", "Tuấn", "Tùng", "Vinh", "Vũ",
    ];

    private static readonly string[] WomenGiven =
    [
        "An", "Anh", "Ánh", "Bích", "Chi", "Diệu", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hồng", "Hương", "Lan", "Liên", "Linh", "Loan",
        "Mai", "My", "Nga", "Ngân", "Ngọc", "Nhung", "Như", "Oanh", "Phương", "Quyên", "Tâm", "Thảo", "Thu", "Thuỷ", "Trang", "Trinh", "Vân", "Yến",
    ];

    public static string Family(Random random)
    {
        var drawn = random.Next(All);
        foreach (var (name, perMille) in Families)
        {
            drawn -= perMille;
            if (drawn < 0)
            {
                return name;
            }
        }

        throw new InvalidOperationException("A drawn family name lies beyond the list.");
    }

    /// <summary>The family's name of a full name, as children carry it on.</summary>
    public static string FamilyOf(string fullName) =>
        fullName.StartsWith("Tơ Ngôl", StringComparison.Ordinal) ? "Tơ Ngôl" : fullName[..fullName.IndexOf(' ', StringComparison.Ordinal)];

    public static string Full(Random random, string family, Sex sex, bool young)
    {
        var between = (sex, young) switch
        {
            (Sex.Male, true) => BoysBetween,
            (Sex.Male, false) => MenBetween,
            (_, true) => GirlsBetween,
            _ => WomenBetween,
        };
        var given = sex == Sex.Male ? MenGiven : WomenGiven;
        return $"{family} {between[random.Next(between.Length)]} {given[random.Next(given.Length)]}";
    }
}
