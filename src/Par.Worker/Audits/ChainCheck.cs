using System.Globalization;

namespace Par.Worker.Audits;

/// <summary>
/// Follows the history of one dossier from row to row and says what does not follow. Rows come in the order of their positions.
/// </summary>
/// <param name="dossier">Its number, or its id where there is no dossier.</param>
internal sealed class ChainCheck(string dossier)
{
    private ChainedRow? last;

    public IEnumerable<Flaw> Next(ChainedRow row)
    {
        var (expected, before) = (last is null ? 0 : last.Position + 1, last);
        last = row;
        if (row.Position > expected)
        {
            yield return Missing(expected, row.Position - 1, "");
        }

        if (!HistoryHash.Of(row).AsSpan().SequenceEqual(row.Hash))
        {
            yield return At(FlawKind.Altered, row.Position, "it says something else than its hash was made of: it was altered by hand.");
        }

        if (row.Position == expected && !Same(row.BeforeHash, before?.Hash))
        {
            yield return At(
                FlawKind.Unlinked,
                row.Position,
                Invariant($"it does not stand on row {row.Position - 1}: one of the two was put in, put in another place or written anew by hand."));
        }
        else if (before is not null && row.Position == expected && row.CameFrom != before.State)
        {
            yield return At(FlawKind.Unlinked, row.Position, $"it goes on from {row.CameFrom}, and the row before came to {before.State}: one of the two was written by hand.");
        }
    }

    /// <summary>What the dossier itself says of its history, once the last row was read. Null where there is no dossier.</summary>
    public IEnumerable<Flaw> End(int? version, string? state)
    {
        if (version is null)
        {
            yield return new Flaw { Kind = FlawKind.NoDossier, Dossier = dossier, What = "there are rows of its history, and no dossier: it was deleted, or they were put in, by hand." };
            yield break;
        }

        var position = last?.Position ?? -1;
        if (position < version)
        {
            yield return Missing(position + 1, version.Value, Invariant($", for the dossier had {version + 1} changes"));
        }
        else if (position > version)
        {
            yield return At(FlawKind.Surplus, version.Value + 1, Invariant($"there are rows up to {position}, and the dossier had {version + 1} changes: the others were put in by hand."));
        }
        else if (last!.State != state)
        {
            yield return new Flaw { Kind = FlawKind.StateDiffers, Dossier = dossier, What = $"it is {state}, and its history came to {last.State}: its state was written by hand." };
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool Same(byte[]? one, byte[]? other) => one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    private Flaw At(FlawKind kind, int position, string what) => new() { Kind = kind, Dossier = dossier, Position = position, What = what };

    private Flaw Missing(int from, int to, string because) =>
        At(FlawKind.Missing, from, from == to ? $"it is missing{because}: it was deleted by hand." : Invariant($"it and all up to row {to} are missing{because}: they were deleted by hand."));
}
