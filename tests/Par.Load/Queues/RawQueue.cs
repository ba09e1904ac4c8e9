using Npgsql;
using NpgsqlTypes;
using Par.Worker.Agencies;
using Par.Worker.Outbox;
using Par.Worker.Storage;

namespace Par.Load.Queues;

/// <summary>
/// Claim and complete with the product's own statements, in its transactions, by Npgsql alone: prepared once on one connection, with
/// values that are known beforehand. What the product's code costs is what it is slower than this.
/// </summary>
internal sealed class RawQueue : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly Dictionary<string, NpgsqlCommand> prepared = new(StringComparer.Ordinal);

    private RawQueue(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<RawQueue> Open(string connectionString, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return new RawQueue(connection);
    }

    /// <summary>Claims so many and approves them, and gives back how many those were.</summary>
    public async Task<int> ClaimAndComplete(string agency, string officer, int limit, DayNorm norm, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var dossiers = new List<Guid>();
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            var claim = Command(
                Sql.Read("Queues/claim_next.sql"),
                ("limit", limit), ("agency", agency), ("officer", officer), ("now", now), ("leaseEnds", now.AddMinutes(20)),
                ("Day", norm.Day), ("Norm", norm.Norm!.Value), ("Nth", norm.Nth), ("Days", norm.Days));
            await using (var reader = await claim.ExecuteReaderAsync(cancellation))
            {
                while (await reader.ReadAsync(cancellation))
                {
                    dossiers.Add(reader.GetGuid(0));
                }
            }

            await Move(dossiers, "inProgress", "claimed", officer, now, cancellation);
            await Clocks(dossiers, ["handling"], cancellation);
            await Write(dossiers.ConvertAll(dossier => new ClockRow(dossier, "handling", now, now, null)), cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await using (var reader = await Command(Sql.Read("Outcomes/lock.sql"), ("dossiers", dossiers.ToArray()), ("actor", officer)).ExecuteReaderAsync(cancellation))
            {
                do
                {
                    while (await reader.ReadAsync(cancellation))
                    {
                        _ = reader.GetValue(0);
                    }
                }
                while (await reader.NextResultAsync(cancellation));
            }

            await Move(dossiers, "approved", "approved", officer, now, cancellation);
            await Command(Sql.Read("Outcomes/close.sql"), ("dossiers", dossiers.ToArray())).ExecuteNonQueryAsync(cancellation);
            await Write((await Clocks(dossiers, [], cancellation)).ConvertAll(clock => clock with { RunningSince = null, StoppedAt = now }), cancellation);
            await Command(
                Outbox.WriteRows,
                ("now", now), ("keys", dossiers.ConvertAll(_ => Guid.CreateVersion7(now)).ToArray()), ("topics", dossiers.ConvertAll(_ => Topic.NoticeOutcome).ToArray()),
                ("recipients", dossiers.ConvertAll(_ => "person/002000000000").ToArray()), ("bodies", dossiers.ConvertAll(dossier => $$"""{"dossier": "{{dossier}}"}""").ToArray()))
                .ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return dossiers.Count;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private async Task Move(List<Guid> dossiers, string to, string change, string officer, DateTimeOffset now, CancellationToken cancellation) =>
        await Command(
            Sql.Read("Dossiers/move.sql"),
            ("now", now), ("dossiers", dossiers.ToArray()), ("states", Same(dossiers, to)), ("changes", Same(dossiers, change)), ("actors", Same(dossiers, officer)),
            ("reasons", new string?[dossiers.Count]), ("details", Same(dossiers, "{}")), ("versions", new int?[dossiers.Count]))
            .ExecuteNonQueryAsync(cancellation);

    private async Task<List<ClockRow>> Clocks(List<Guid> dossiers, string[] kinds, CancellationToken cancellation)
    {
        var rows = new List<ClockRow>();
        await using var reader = await Command(Worker.ServiceLevels.Clocks.OfDossiers, ("dossiers", dossiers.ToArray()), ("kinds", kinds)).ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new ClockRow(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(reader.GetOrdinal("StartedAt")), null, null));
        }

        return rows;
    }

    private async Task Write(List<ClockRow> clocks, CancellationToken cancellation) =>
        await Command(
            Sql.Read("ServiceLevels/write.sql"),
            ("dossiers", clocks.ConvertAll(clock => clock.Dossier).ToArray()),
            ("kinds", clocks.ConvertAll(clock => clock.Kind).ToArray()),
            ("calendars", Same(clocks, "vn-public")),
            ("versions", Same(clocks, "vn-public 2026.1")),
            ("terms", Same(clocks, "30 working minutes")),
            ("laws", new string?[clocks.Count]),
            ("startedAt", clocks.ConvertAll(clock => clock.StartedAt).ToArray()),
            ("runningSince", clocks.ConvertAll(clock => clock.RunningSince).ToArray()),
            ("consumed", Same(clocks, TimeSpan.Zero)),
            ("dueAt", clocks.ConvertAll(clock => clock.StartedAt.AddMinutes(30)).ToArray()),
            ("moved", Same(clocks, "[]")),
            ("stoppedAt", clocks.ConvertAll(clock => clock.StoppedAt).ToArray()),
            ("rungs", Same(clocks, (short)0)),
            ("nextRungAt", clocks.ConvertAll(clock => clock.StoppedAt is null ? clock.StartedAt.AddMinutes(30) : (DateTimeOffset?)null).ToArray()))
            .ExecuteNonQueryAsync(cancellation);

    private static T[] Same<TRow, T>(List<TRow> rows, T value)
    {
        var all = new T[rows.Count];
        Array.Fill(all, value);
        return all;
    }

    private NpgsqlCommand Command(string text, params (string Name, object Value)[] values)
    {
        if (!prepared.TryGetValue(text, out var command))
        {
            command = new NpgsqlCommand(text, connection);
            foreach (var (name, value) in values)
            {
                command.Parameters.Add(value is string?[]? new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = value } : new NpgsqlParameter(name, value));
            }

            command.Prepare();
            prepared.Add(text, command);
            return command;
        }

        foreach (var (name, value) in values)
        {
            command.Parameters[name].Value = value;
        }

        return command;
    }

    private sealed record ClockRow(Guid Dossier, string Kind, DateTimeOffset StartedAt, DateTimeOffset? RunningSince, DateTimeOffset? StoppedAt);
}
