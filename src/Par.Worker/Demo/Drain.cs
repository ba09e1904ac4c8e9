using Dapper;
using Npgsql;

namespace Par.Worker.Demo;

/// <summary>Waits, within a limit, until the worker has done all that the registries told it of.</summary>
internal sealed class Drain(ProvinceDatabases databases, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>False when the limit came first; the reckoning then says what is missing.</summary>
    public async Task<bool> Wait(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look, clock);
        var began = clock.GetTimestamp();
        do
        {
            if (await NothingWaits(cancellation))
            {
                return true;
            }
        }
        while (clock.GetElapsedTime(began) < Limit && await timer.WaitForNextTickAsync(cancellation));
        return false;
    }

    private async Task<bool> NothingWaits(CancellationToken cancellation)
    {
        foreach (var registry in databases.Registries)
        {
            await using var reader = new NpgsqlConnection(registry.ReaderConnectionString);
            var told = await reader.ExecuteScalarAsync<long>(
                new CommandDefinition($"select count(distinct event_uid) from {registry.Schema.Schema}.registry_event", cancellationToken: cancellation));
            var takenIn = await Work("select count(*) from par.inbox where registry = @Registry", registry.Schema, cancellation);
            if (takenIn < told)
            {
                return false;
            }
        }

        return await Work("select count(*) from par.inbox where state = 'waiting'", null, cancellation) == 0
            && await Work("select count(*) from par.open_question", null, cancellation) == 0;
    }

    private async Task<long> Work(string query, object? values, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(databases.WorkConnectionString);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(query, values, cancellationToken: cancellation));
    }
}
