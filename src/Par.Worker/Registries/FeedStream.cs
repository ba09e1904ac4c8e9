using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;
using NpgsqlTypes;

namespace Par.Worker.Registries;

/// <summary>
/// What is written to a registry's feed, as its server sends it: whole transactions in the order of their commits. The server is told that
/// we have something only after it was kept.
/// </summary>
internal static class FeedStream
{
    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Follows until the connection breaks or the stop comes; <paramref name="keep"/> is given what is at hand, never a part of a transaction.</summary>
    public static async Task Follow(
        string registry, string connectionString, string slot, bool create, Func<IReadOnlyList<FeedRow>, Task> keep, TimeProvider clock, CancellationToken stop)
    {
        await using var connection = new LogicalReplicationConnection(Own(connectionString)) { WalReceiverStatusInterval = Beat, WalReceiverTimeout = TimeSpan.FromSeconds(10) };
        await connection.Open(stop);
        if (create)
        {
            await connection.CreatePgOutputReplicationSlot(slot, cancellationToken: stop);
        }

        var options = new PgOutputReplicationOptions(RegistryOptions.Publication, PgOutputProtocolVersion.V1, binary: true);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var messages = connection.StartReplication(new PgOutputReplicationSlot(slot), options, ending.Token).GetAsyncEnumerator(ending.Token);
        var ahead = new Ahead(messages);
        try
        {
            await Keep(connection, ahead, new Gathered(registry), keep, clock, stop);
        }
        finally
        {
            // A message may be on its way; the stream is let go of only when nobody waits for it.
            await ending.CancelAsync();
            await ahead.Over();
        }
    }

    private static async Task Keep(
        LogicalReplicationConnection connection, Ahead ahead, Gathered gathered, Func<IReadOnlyList<FeedRow>, Task> keep, TimeProvider clock, CancellationToken stop)
    {
        var seen = default(NpgsqlLogSequenceNumber);
        ahead.Ask();
        while (true)
        {
            if (gathered.IsWhole && (!ahead.Next.IsCompleted || gathered.Rows.Count >= MostAtOnce))
            {
                await keep(gathered.Rows);
                connection.SetReplicationStatus(gathered.Until);
                gathered.Clear();
            }

            try
            {
                if (!await ahead.Next.WaitAsync(Beat, clock, stop))
                {
                    return;
                }
            }
            catch (TimeoutException)
            {
                // Nothing came for a beat. What the server said it had sent by the beat before concerns us no more, and it need not keep it:
                // otherwise a quiet registry on a busy server would fill that server's disk.
                if (gathered.IsEmpty)
                {
                    connection.SetReplicationStatus(Later(seen, connection.LastFlushedLsn));
                    seen = connection.LastReceivedLsn;
                }

                continue;
            }

            await gathered.Take(ahead.Message, stop);
            seen = default;
            ahead.Ask();
        }
    }

    private static NpgsqlLogSequenceNumber Later(NpgsqlLogSequenceNumber one, NpgsqlLogSequenceNumber other) => one > other ? one : other;

    private static string Own(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Options = null, Pooling = false, ApplicationName = "par-worker-stream", KeepAlive = 0 }.ConnectionString;

    /// <summary>The stream with the message that is asked for next.</summary>
    private sealed class Ahead(IAsyncEnumerator<PgOutputReplicationMessage> messages)
    {
        public Task<bool> Next { get; private set; } = Task.FromResult(false);

        public PgOutputReplicationMessage Message => messages.Current;

        public void Ask() => Next = messages.MoveNextAsync().AsTask();

        public async Task Over() => await ((Task)Next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Rows of transactions that are over, and those of the one under way.</summary>
    private sealed class Gathered(string registry)
    {
        private bool within;

        public List<FeedRow> Rows { get; private set; } = [];

        /// <summary>Where the last transaction ended.</summary>
        public NpgsqlLogSequenceNumber Until { get; private set; }

        public bool IsWhole => !within && Until != default;

        public bool IsEmpty => !within && Rows.Count == 0;

        public async Task Take(PgOutputReplicationMessage message, CancellationToken cancellation)
        {
            switch (message)
            {
                case BeginMessage:
                    within = true;
                    break;
                case InsertMessage insert:
                    Rows.Add(await Row(insert, cancellation));
                    break;
                case CommitMessage commit:
                    (within, Until) = (false, commit.TransactionEndLsn);
                    break;
                default:
                    // A table or a type is described; what we need of it comes with the rows.
                    break;
            }
        }

        public void Clear() => (Rows, Until) = ([], default);

        private async Task<FeedRow> Row(InsertMessage insert, CancellationToken cancellation)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            var place = 0;
            await foreach (var value in insert.NewRow.WithCancellation(cancellation))
            {
                values[insert.Relation.Columns[place++].ColumnName] = value.IsDBNull ? null : await Read(value, cancellation);
            }

            var position = new FeedPosition((ulong)values["xid"]!, (long)values["seq"]!);
            return new FeedRow
            {
                Position = position,
                EventUid = (Guid?)values["event_uid"] ?? IdentityOf(position),
                HasNoIdentity = values["event_uid"] is null,
                Kind = (string?)values["kind"] ?? "",
                Subject = (string?)values["subject_id"] ?? "",
                Locality = (string?)values["locality"] ?? "",
                OccurredAt = Moment(values["occurred_at"]),
                RecordedAt = Moment(values["recorded_at"]),
                Corrects = (Guid?)values["corrects"],
                Body = (string?)values["body"] ?? "null",
            };
        }

        // As RegistryFeed.Identity has it.
        [SuppressMessage("Security", "CA5351", Justification = "A name for a row, not a secret.")]
        private Guid IdentityOf(FeedPosition position) =>
            new(MD5.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{registry} {position.Xid} {position.Seq}"))), bigEndian: true);

        private static async Task<object?> Read(ReplicationValue value, CancellationToken cancellation)
        {
            try
            {
                return value.GetDataTypeName() switch
                {
                    "jsonb" or "json" or "text" or "character varying" => await value.Get<string>(cancellation),
                    "xid8" => await value.Get<ulong>(cancellation),
                    _ => await value.Get(cancellation),
                };
            }
            catch (InvalidCastException)
            {
                // A moment that no calendar has: the row is kept aside and says so.
                return null;
            }
        }

        private static DateTime? Moment(object? value) => value is DateTime { Year: > 1 and < 9999 } moment ? moment : null;
    }
}
