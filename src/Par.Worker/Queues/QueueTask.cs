namespace Par.Worker.Queues;

/// <summary>What the officer is to do with an item.</summary>
internal static class QueueTask
{
    /// <summary>Decide it.</summary>
    public const string Handle = "handle";

    /// <summary>Ask the person, and record the yes or the no.</summary>
    public const string AwaitAnswer = "awaitAnswer";

    /// <summary>Wait for the person or another agency, and record what came.</summary>
    public const string AwaitReply = "awaitReply";

    /// <summary>Look again at what was approved, because its ground fell or changed. It stays approved until a procedure of its own says otherwise.</summary>
    public const string Review = "review";

    /// <summary>Agree to another officer's decision, or send it back: it takes effect only then.</summary>
    public const string SecondLook = "secondLook";
}
