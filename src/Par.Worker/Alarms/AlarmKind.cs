namespace Par.Worker.Alarms;

/// <summary>What alarms are raised for, each in the one word that the database keeps.</summary>
internal static class AlarmKind
{
    /// <summary>The files of rules changed and cannot be put in service: the book that runs goes on.</summary>
    public const string RuleBook = "ruleBook";

    /// <summary>A rule opens far more than its history says: what it opens is held for a human.</summary>
    public const string Brake = "brake";

    /// <summary>A rule opens far fewer than its history says.</summary>
    public const string SilentRule = "silentRule";

    /// <summary>Dossiers wait at an agency that is not competent any more, and several took its place: a person must route them.</summary>
    public const string Unrouted = "unrouted";

    /// <summary>Life events of a registry are kept aside: a human must replay or dismiss them.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>A table whose rows are life events cannot be read, although its registry answers.</summary>
    public const string EventTable = "eventTable";

    /// <summary>Registries, inbox, findings and dossiers do not agree, and the reconciliation cannot repair it.</summary>
    public const string Difference = "difference";

    /// <summary>A registry has not answered for longer than its settings allow.</summary>
    public const string RegistryAway = "registryAway";

    /// <summary>A feed cannot be read, although its registry answers.</summary>
    public const string Feed = "feed";

    /// <summary>An open transaction holds the life events of a registry back.</summary>
    public const string HeldBack = "heldBack";

    /// <summary>The replication slot by which a registry is followed is lost, or near to it.</summary>
    public const string Slot = "slot";

    /// <summary>A registry does not take the subscription to its events.</summary>
    public const string Subscription = "subscription";
}
