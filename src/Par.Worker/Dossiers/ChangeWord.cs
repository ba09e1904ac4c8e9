namespace Par.Worker.Dossiers;

/// <summary>What can happen to a dossier, each in the one word its history keeps.</summary>
internal static class ChangeWord
{
    public const string Opened = "opened";
    public const string LetThrough = "letThrough";
    public const string Claimed = "claimed";
    public const string Released = "released";
    public const string LeaseEnded = "leaseEnded";
    public const string Accepted = "accepted";
    public const string Withdrawn = "withdrawn";
    public const string GroundFell = "groundFell";

    /// <summary>Every word; a dossier that closes has the word of its last state.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Opened, LetThrough, Claimed, Released, LeaseEnded, Accepted, GroundFell,
        .. Enum.GetValues<DossierState>().Where(state => state.IsClosed).Select(state => state.Word),
    ];
}
