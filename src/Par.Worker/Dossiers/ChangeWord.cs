namespace Par.Worker.Dossiers;

/// <summary>What can happen to a dossier, each in the one word its history keeps.</summary>
internal static class ChangeWord
{
    public const string Opened = "opened";
    public const string LetThrough = "letThrough";
    public const string Claimed = "claimed";
    public const string Released = "released";
    public const string LeaseEnded = "leaseEnded";

    /// <summary>Its officer gave it to another one by name.</summary>
    public const string HandedOver = "handedOver";

    /// <summary>Its officer gave it back and said why; the head of unit was told.</summary>
    public const string PushedBack = "pushedBack";

    /// <summary>Decided, and waits for a second officer to agree.</summary>
    public const string Decided = "decided";

    /// <summary>The second officer did not agree: it is to be decided anew.</summary>
    public const string SentBack = "sentBack";
    public const string Accepted = "accepted";
    public const string Withdrawn = "withdrawn";

    /// <summary>Another agency is competent now.</summary>
    public const string Transferred = "transferred";

    /// <summary>Untouched, and what it says was brought up to date after a correction.</summary>
    public const string Refreshed = "refreshed";

    /// <summary>Touched, and a correction makes something other than it says.</summary>
    public const string GroundChanged = "groundChanged";

    /// <summary>It would not be opened today, and stays where it is.</summary>
    public const string GroundFell = "groundFell";

    /// <summary>Its ground had changed or fallen, and is again as it says.</summary>
    public const string GroundStands = "groundStands";

    /// <summary>An officer has looked at an approved dossier whose ground fell or changed.</summary>
    public const string Reviewed = "reviewed";

    /// <summary>It waits for the person or another agency, as its officer says.</summary>
    public const string Waits = "waits";

    /// <summary>What it waited for has come.</summary>
    public const string Replied = "replied";

    /// <summary>The person objects to how it ended: a human decides, or looks again.</summary>
    public const string Objected = "objected";

    /// <summary>A calendar that was published anew moved its due dates.</summary>
    public const string DueMoved = "dueMoved";

    /// <summary>An officer named a document that it rests on.</summary>
    public const string Documented = "documented";

    /// <summary>Every word; a dossier that closes has the word of its last state.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Opened, LetThrough, Claimed, Released, LeaseEnded, HandedOver, PushedBack, Decided, SentBack, Accepted, Transferred, Refreshed, GroundChanged, GroundFell, GroundStands, Reviewed, Objected, Documented, Waits, Replied, DueMoved,
        .. Enum.GetValues<DossierState>().Where(state => state.IsClosed).Select(state => state.Word),
    ];
}
