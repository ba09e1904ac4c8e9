using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Alarms;
using Par.Worker.Storage;

namespace Par.Worker.Queues;

/// <summary>
/// Tells of sessions and slots that hold a snapshot of the work database open: as long as they do, nothing that was deleted since can be
/// cleaned up, and every claim walks past it.
/// </summary>
internal sealed class HeldSnapshots(NpgsqlDataSource database, Alarms.Alarms alarms, IOptions<QueueOptions> options)
{
    public const string About = "work database";

    /// <summary>Raises the alarm, renews what it says, or clears it. Gives back how many hold a snapshot for too long.</summary>
    public async Task<int> Look(CancellationToken cancellation)
    {
        var longest = options.Value.AlarmWhenSnapshotHeldFor;
        IReadOnlyList<Holder> holders;
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            holders = [.. await connection.QueryAsync<Holder>(
                new CommandDefinition(Sql.Read("Queues/held_snapshots.sql"), new { seconds = longest.TotalSeconds }, cancellationToken: cancellation))];
        }

        if (holders.Count == 0)
        {
            await alarms.Clear(AlarmKind.HeldBack, About, cancellation);
            return 0;
        }

        await alarms.Raise(
            AlarmKind.HeldBack,
            About,
            $"A snapshot of the work database is held open, so that claims get slower: {string.Join("; ", holders.Select(holder => holder.Words))}. End that transaction, or run 'select pg_terminate_backend(PID)' there; long reports belong on a copy.",
            cancellation);
        return holders.Count;
    }

    private sealed record Holder
    {
        public required string Who { get; init; }

        public required double Seconds { get; init; }

        // Whole minutes, so that the alarm is not written anew at every look.
        public string Words => string.Create(CultureInfo.InvariantCulture, $"{Who}, for {(Seconds < 60 ? "less than a minute" : $"{Math.Floor(Seconds / 60):0} min")}");
    }
}
