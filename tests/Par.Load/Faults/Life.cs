using Dapper;
using Npgsql;
using Par.Load.Ground;
using Par.Worker.Demo;
using Par.Worker.Demo.Life;

namespace Par.Load.Faults;

/// <summary>
/// The registries' own applications, which live through everything: an entry whose fate a crash left open is looked up before it is
/// written again, as an application with a journal does.
/// </summary>
internal sealed class Life(Grounds ground, int seed) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly RegistryWriters writers = new(ground.Databases);
    private readonly Fates fates = new(new Chance(ground.Province, ground.Residents, TimeProvider.System));
    private readonly Random chance = new(seed);
    private long written;

    public long Written => Interlocked.Read(ref written);

    /// <summary>Writes so many life events a second until it is stopped; what is begun is written to its end.</summary>
    public async Task Run(double eventsASecond, CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            while (Written < TimeProvider.System.GetElapsedTime(began).TotalSeconds * eventsASecond && !stop.IsCancellationRequested)
            {
                foreach (var entry in fates.Next().Entries)
                {
                    await Write(entry);
                    Interlocked.Add(ref written, entry.Events.Count);
                }
            }

            await beat.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>A registry sends up to so many of its life events again, as they were.</summary>
    public async Task<int> SendAgain(int which, int many)
    {
        var registry = Pick(which);
        await using var connection = new NpgsqlConnection(registry.WriterConnectionString);
        return await connection.ExecuteAsync(
            """
            insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, recorded_at, corrects, body)
            select event_uid, kind, subject_id, locality, occurred_at, recorded_at, corrects, body
              from registry_event
             where seq > (select coalesce(max(seq), 0) from registry_event) * @part
             limit @many
            """,
            new { part = chance.NextDouble(), many });
    }

    /// <summary>A life event that is written early and committed late, after others that came later.</summary>
    public async Task Hold(int which, double seconds, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ground.Databases[RegistrySchema.HealthInsurance].WriterConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
            select gen_random_uuid(), 'insurance-card.issued', personal_id, '', now(), jsonb_build_object('cardNo', card_no, 'validFrom', valid_from, 'validUntil', valid_until)
              from card
             order by card_no
            offset @which
             limit 1
            """,
            new { which },
            transaction);
        await Pauses.For(seconds, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        Interlocked.Increment(ref written);
    }

    public ValueTask DisposeAsync() => writers.DisposeAsync();

    private RegistryDatabase Pick(int which) => ground.Databases.Registries[which % ground.Databases.Registries.Count];

    private async Task Write(Entry entry)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await writers.Write(entry, CancellationToken.None);
                return;
            }
            catch (PostgresException known) when (attempt > 1 && known.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // The attempt before had been committed, and only its answer was lost.
                return;
            }
            catch (NpgsqlException)
            {
                if (await IsWritten(entry))
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> IsWritten(Entry entry)
    {
        while (true)
        {
            await Pauses.For(Pause.TotalSeconds, CancellationToken.None);
            try
            {
                await using var connection = new NpgsqlConnection(ground.Databases[entry.Registry].WriterConnectionString);
                return entry.Events.Count > 0
                    && await connection.ExecuteScalarAsync<bool>("select exists (select from registry_event where event_uid = @Uid)", entry.Events[0]);
            }
            catch (NpgsqlException)
            {
                // Still away.
            }
        }
    }
}
