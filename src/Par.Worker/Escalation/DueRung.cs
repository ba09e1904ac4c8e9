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

    /// <summary>The personal ids of those who are told.</summary>
    public required string[] Tell { get; init; }

    public required string Procedure { get; init; }

    /// <summary>JSON: what the dossier is about, <c>{vi, en}</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Whether the procedure's own term ran out: that is a breach, and the person gets an apology.</summary>
    public bool IsBreachAt(DateTimeOffset now) => Clock.Kind == ClockKind.Statutory && Clock.DueAt <= now;

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
