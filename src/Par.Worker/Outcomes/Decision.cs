namespace Par.Worker.Outcomes;

/// <summary>What an officer decides. Only an officer ever rejects.</summary>
internal enum Decision
{
    Approved,
    Rejected,
}
