using Par.Rules.Catalogue;

namespace Par.Worker.Outcomes;

/// <summary>What people are told when they object. Without any value that a person's data could be in.</summary>
internal static class ObjectionWords
{
    public static Wording Received(string number, bool reopened) => reopened
        ? new(
            $"Đã nhận ý kiến phản đối của ông/bà. Hồ sơ {number} được mở lại và cán bộ sẽ xem xét.",
            $"Your objection was received. Dossier {number} is open again, and an officer will decide on it.")
        : new(
            $"Đã nhận ý kiến phản đối của ông/bà. Cán bộ sẽ xem lại hồ sơ {number}; kết quả đã có vẫn giữ nguyên trong lúc đó.",
            $"Your objection was received. An officer will look at dossier {number} again; what was granted stands meanwhile.");
}
