using System.Globalization;
using Dapper;
using Npgsql;
using Par.Worker.Alarms;
using Par.Worker.Storage;

namespace Par.Worker.Quarantine;

/// <summary>Keeps one alarm open for each registry of which something is in quarantine, with how much that is.</summary>
internal sealed class QuarantineAlarms(NpgsqlDataSource database, Alarms.Alarms alarms)
{
    /// <summary>Raises the alarms of registries with something in quarantine, clears those of registries with nothing left.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        var open = (await alarms.Open(cancellation)).Where(alarm => alarm.Kind == AlarmKind.Quarantine).Select(alarm => alarm.About).ToList();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var counted = (await connection.QueryAsync<Counted>(new CommandDefinition(Sql.Read("Quarantine/count.sql"), cancellationToken: cancellation))).ToList();
        foreach (var kept in counted)
        {
            await alarms.Raise(AlarmKind.Quarantine, kept.Registry, Says(kept), cancellation);
        }

        foreach (var registry in open.Except(counted.Select(kept => kept.Registry), StringComparer.Ordinal))
        {
            await alarms.Clear(AlarmKind.Quarantine, registry, cancellation);
        }
    }

    private static string Says(Counted kept)
    {
        var count = kept.Kept == 1 ? "1 life event is" : string.Create(CultureInfo.InvariantCulture, $"{kept.Kept:#,0} life events are");
        var corrected = kept.Corrected == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {kept.Corrected:#,0} of them {(kept.Corrected == 1 ? "was" : "were")} corrected since: replay what was.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count} in quarantine, the oldest since {kept.Since:yyyy-MM-dd HH:mm}Z: see './par quarantine list --registry {kept.Registry}'.{corrected}");
    }

    private sealed record Counted
    {
        public required string Registry { get; init; }

        public required int Kept { get; init; }

        public required DateTimeOffset Since { get; init; }

        public required int Corrected { get; init; }
    }
}
