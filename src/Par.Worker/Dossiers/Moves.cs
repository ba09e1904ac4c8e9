using System.Collections.Frozen;
using static Par.Worker.Dossiers.DossierState;

namespace Par.Worker.Dossiers;

/// <summary>Which state may follow which. The database has the same table and refuses the rest; a test compares every pair.</summary>
internal static class Moves
{
    private static readonly FrozenSet<(DossierState Before, DossierState After)> Legal = new HashSet<(DossierState, DossierState)>
    {
        (Held, Prepared),
        (Held, Queued),
        (Held, Withdrawn),
        (Prepared, Queued),
        (Prepared, Declined),
        (Prepared, Expired),
        (Prepared, Withdrawn),
        (Queued, InProgress),
        (Queued, Withdrawn),
        (InProgress, Queued),
        (InProgress, Waiting),
        (InProgress, Approved),
        (InProgress, Rejected),
        (Waiting, InProgress),

        // Only where the person objects; the database asks for that word.
        (Rejected, Queued),
        (Withdrawn, Queued),
        (Declined, Queued),
        (Expired, Queued),
    }.ToFrozenSet();

    /// <summary>Something may happen to a dossier without moving it, in any state: a flag on a finished one, say.</summary>
    public static bool Allows(DossierState before, DossierState after) => before == after || Legal.Contains((before, after));

    extension(DossierState state)
    {
        public bool IsClosed => state is Approved or Rejected or Withdrawn or Declined or Expired;

        /// <summary>The word for the state in the database, in pages and in messages.</summary>
        public string Word => state switch
        {
            Held => "held",
            Prepared => "prepared",
            Queued => "queued",
            InProgress => "inProgress",
            Waiting => "waiting",
            Approved => "approved",
            Rejected => "rejected",
            Withdrawn => "withdrawn",
            Declined => "declined",
            Expired => "expired",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state of a dossier."),
        };
    }
}
