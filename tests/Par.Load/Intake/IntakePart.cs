namespace Par.Load.Intake;

/// <summary>What can be measured alone.</summary>
internal enum IntakePart
{
    /// <summary>One worker against plain inserts, and three against one.</summary>
    Rate,

    /// <summary>From the commit in a registry to the commit in a queue.</summary>
    Latency,

    /// <summary>A long backlog: memory, and whether the last of it goes as fast as the first.</summary>
    Drain,
}
