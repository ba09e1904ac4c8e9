namespace Par.Worker.Demo.People;

/// <summary>One synthetic person and what the registries hold of them.</summary>
internal sealed record Person
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Sex Sex { get; init; }

    public required DateOnly DateOfBirth { get; init; }

    /// <summary>day, or year where only the year of birth is on record.</summary>
    public string Precision { get; init; } = "day";

    public Person? Mother { get; init; }

    public Person? Father { get; init; }

    public DateOnly? DiedOn { get; init; }

    public DateOnly ResidentFrom { get; init; }

    public int VneidLevel { get; init; }

    public IdentityCard? IdentityCard { get; init; }

    public InsuranceCard? InsuranceCard { get; init; }

    public Pension? Pension { get; init; }

    public Enrolment? Enrolment { get; init; }

    /// <summary>Set where the birth is on record in the digital civil-status registry.</summary>
    public string? BirthRegistration { get; init; }

    public DateOnly BirthRegisteredOn { get; init; }

    public string? DeathRegistration { get; init; }

    /// <summary>The list they stand on for what they did long ago. It goes by the id, so that nobody else's draw changes.</summary>
    public string? Merit => DateOfBirth.Year > 1957 ? null : Id[^1] switch { '7' => "veteran", '3' => "youth-volunteer", _ => null };

    /// <summary>severe or very-severe, where a disability is certified. It goes by the id, as <see cref="Merit"/> does.</summary>
    public string? Disability => Id[^2..] switch { "41" => "severe", "42" => "very-severe", _ => null };

    public string SexWritten => Sex == Sex.Male ? "male" : "female";
}

internal sealed record IdentityCard(string Number, DateOnly IssuedOn, DateOnly? ValidUntil);

internal sealed record InsuranceCard(string Number, string Group, DateOnly ValidFrom, DateOnly ValidUntil);

internal sealed record Pension(string Kind, decimal MonthlyAmount, DateOnly PaidFrom);

internal sealed record Enrolment(string School, int Grade, string SchoolYear);

internal sealed record LandRight(string Certificate, string Parcel, decimal SquareMetres, DateOnly RegisteredOn);
