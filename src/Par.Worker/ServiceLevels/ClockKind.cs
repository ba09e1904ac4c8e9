namespace Par.Worker.ServiceLevels;

/// <summary>Which promise a clock measures.</summary>
internal static class ClockKind
{
    /// <summary>The procedure's own term.</summary>
    public const string Statutory = "statutory";

    /// <summary>How long a prepared dossier waits for the person.</summary>
    public const string Answer = "answer";

    /// <summary>How long one officer takes over it.</summary>
    public const string Handling = "handling";

    /// <summary>How long it waits for the person or for another agency.</summary>
    public const string Wait = "wait";

    /// <summary>How long an officer has to look again at what was approved.</summary>
    public const string Review = "review";
}
