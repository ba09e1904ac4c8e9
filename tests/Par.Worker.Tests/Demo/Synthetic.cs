using Par.Worker.Demo.People;

namespace Par.Worker.Tests.Demo;

/// <summary>A small province for tests: three areas, a fixed day, a fixed seed unless a test says otherwise.</summary>
internal static class Synthetic
{
    public static DateOnly Today { get; } = new(2026, 11, 23);

    public static IReadOnlyList<Area> Areas { get; } =
    [
        new("hai-chau", "phường Hải Châu", AreaKind.Ward),
        new("dai-loc", "xã Đại Lộc", AreaKind.Commune),
        new("hoang-sa", "đặc khu Hoàng Sa", AreaKind.SpecialZone),
    ];

    public static Province Province(int seed = 7) => new(seed, Today, Areas);

    /// <summary>Stands still at noon of <see cref="Today"/>, in the province's time.</summary>
    public sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Par.Worker.Demo.People.Province.Moment(Today, new TimeOnly(12, 0));
    }
}
