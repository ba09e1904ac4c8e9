using Par.Worker.ServiceLevels;

namespace Par.Worker.Escalation;

/// <summary>The columns that scan.sql adds to a clock.</summary>
internal sealed record DueRungRow
{
    public required string Number { get; init; }

    public required string Agency { get; init; }

    public required string? Officer { get; init; }

    public required string[] Tell { get; init; }

    public required string Procedure { get; init; }

    public required string Title { get; init; }

    public DueRung With(Clock clock) =>
        new() { Clock = clock, Number = Number, Agency = Agency, Officer = Officer, Tell = Tell, Procedure = Procedure, Title = Title };
}
