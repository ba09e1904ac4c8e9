using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>A child of the demo's life, as its registration will read.</summary>
internal sealed record Newborn
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Sex Sex { get; init; }

    public required DateTimeOffset BornAt { get; init; }

    public required Resident Mother { get; init; }

    public required string RegistrationNo { get; init; }

    /// <summary>Set where the health facility notified the birth.</summary>
    public string? NotificationNo { get; init; }

    public DateOnly DateOfBirth => Province.DayOf(BornAt);
}
