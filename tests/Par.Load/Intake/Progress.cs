using Dapper;
using Npgsql;
using Par.Load.Ground;
using Par.Worker.Demo;

namespace Par.Load.Intake;

/// <summary>Reads from the commits themselves when what was done, on the clock of the one server that holds registries and work.</summary>
internal sealed class Progress(Grounds ground)
{
    /// <summary>Waits until nothing is left to do of so many life events.</summary>
    public Task<TimeSpan> Done(int events, TimeSpan within, CancellationToken cancellation) => Until(
        "select not exists (select from par.inbox where state = 'waiting') and (select count(*) from par.inbox where registry <> 'calendar') >= @events", events, within, cancellation);

    /// <summary>Waits until so many life events are in the inbox, done or not.</summary>
    public Task<TimeSpan> TakenIn(int events, TimeSpan within, CancellationToken cancellation) =>
        Until("select count(*) >= @events from par.inbox where registry <> 'calendar'", events, within, cancellation);

    /// <summary>The clock of the server, by which <see cref="DoneAt"/> tells.</summary>
    public async Task<DateTime> Now(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        return await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancellation));
    }

    /// <summary>Nobody works a life event until what is given back is let go: another holds all partitions, as a worker would. The intake goes on.</summary>
    public async Task<IAsyncDisposable> HoldRounds(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        await connection.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("begin; select from par.inbox_partition for no key update", cancellationToken: cancellation));
        return connection;
    }

    /// <summary>Whether a worker that was stopped is in the middle of a transaction, so that others may have to wait for it.</summary>
    public async Task<bool> AreHeldUpAtWork(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle')",
            cancellationToken: cancellation));
    }

    private async Task<TimeSpan> Until(string reached, int events, TimeSpan within, CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        await using var work = NpgsqlDataSource.Create(ground.Databases.WorkConnectionString);
        while (await look.WaitForNextTickAsync(cancellation))
        {
            await using var connection = await work.OpenConnectionAsync(cancellation);
            if (await connection.ExecuteScalarAsync<bool>(reached, new { events }))
            {
                break;
            }

            if (TimeProvider.System.GetElapsedTime(began) > within)
            {
                throw new TimeoutException($"The workers did not get as far with {events} life events within {within}.");
            }
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>When the transactions committed in which life events were done with, the first ones first.</summary>
    public async Task<IReadOnlyList<DateTime>> DoneAt(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        var moments = await connection.QueryAsync<DateTime>(new CommandDefinition(
            "select pg_xact_commit_timestamp(xmin) as at from par.inbox where state = 'done' and registry <> 'calendar' order by at", commandTimeout: 600, cancellationToken: cancellation));
        return [.. moments];
    }

    /// <summary>The disk that the work database takes.</summary>
    public async Task<long> Bytes(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("select pg_database_size(current_database())", cancellationToken: cancellation));
    }

    /// <summary>
    /// Milliseconds from the commit that wrote a life event to the commit that put its first dossier in a queue, of the last ones; sorted.
    /// </summary>
    public async Task<IReadOnlyList<double>> Latencies(int last, CancellationToken cancellation)
    {
        await using var registry = new NpgsqlConnection(ground.Databases[RegistrySchema.CivilStatus].WriterConnectionString);
        await using var work = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        var written = await registry.QueryAsync<(Guid Event, DateTime At)>(new CommandDefinition(
            "select event_uid, pg_xact_commit_timestamp(registry_event.xmin) from registry_event order by seq desc limit @last", new { last }, cancellationToken: cancellation));
        var queued = (await work.QueryAsync<(Guid Event, DateTime At)>(new CommandDefinition(
            "select dossier.event_uid, min(pg_xact_commit_timestamp(queue_item.xmin)) from par.queue_item join par.dossier on dossier.id = queue_item.dossier group by dossier.event_uid",
            commandTimeout: 600, cancellationToken: cancellation))).ToDictionary(row => row.Event, row => row.At);
        return [.. written.Where(row => queued.ContainsKey(row.Event)).Select(row => (queued[row.Event] - row.At).TotalMilliseconds).Order()];
    }
}
