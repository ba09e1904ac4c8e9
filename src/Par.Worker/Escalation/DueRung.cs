using Par.Worker.Outbox;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Escalation;

/// <summary>A clock whose next rung has come, with what is said about it.</summary>
internal sealed record DueRung
{
    public required Clock Clock { get; init; }

    public required string Number { get; init; }

    public required string Agency { get; init; }

    public required string? Officer { get; init; }

    public short Rung => (short)(Clock.Rung + 1);

    /// <summary>The next person up: the officer (the agency, while nobody holds it), the head of unit, the head of agency, the province.</summary>
    public string Told => Rung switch
    {
        1 => Officer is null ? Recipient.Agency(Agency) : Recipient.Officer(Officer),
        2 => Recipient.HeadOfUnit(Agency),
        3 => Recipient.HeadOfAgency(Agency),
        _ => Recipient.Province,
    };
}
