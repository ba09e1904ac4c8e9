namespace Par.Worker.Embedded;

/// <summary>Whether a commit survives a power cut.</summary>
internal enum Durability
{
    /// <summary>Every commit is on disk before it is answered (fsync and synchronous_commit on).</summary>
    On,

    /// <summary>Faster, and lost with the machine's power. For tests, which say so where they start the cluster.</summary>
    Off,
}
