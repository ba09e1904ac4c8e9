using Dapper;
using Npgsql;
using Par.Load.Ground;
using Par.Worker.Demo;

namespace Par.Load.Faults;

/// <summary>Waits until the workers are done with all that the registries told, and have looked for people whose day came since.</summary>
internal sealed class Settling(Grounds ground)
{
    /// <summary>Until nothing waits and every life event has come in; false when that takes too long.</summary>
    public async Task<bool> Within(TimeSpan limit, Func<Task> tend, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var whole = await Now(cancellation);
        while (TimeProvider.System.GetElapsedTime(began) < limit)
        {
            if (await Drained(cancellation) && await LookedForDays(whole, cancellation) && await Drained(cancellation))
            {
                return true;
            }

            await tend();
            await Pauses.For(0.2, cancellation);
        }

        return false;
    }

    /// <summary>Whether the workers have looked for people whose day came since everything is whole; the last that were born or moved are among them.</summary>
    private async Task<bool> LookedForDays(DateTime since, CancellationToken cancellation)
    {
        await using var work = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        return await work.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select coalesce(min(pg_xact_commit_timestamp(xmin)) > @since, false) from par.date_trigger", new { since }, cancellationToken: cancellation));
    }

    private async Task<DateTime> Now(CancellationToken cancellation)
    {
        NpgsqlConnection.ClearAllPools();
        await using var work = new NpgsqlConnection(ground.Databases.WorkConnectionString);
        return await work.ExecuteScalarAsync<DateTime>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancellation));
    }

    private async Task<bool> Drained(CancellationToken cancellation)
    {
        try
        {
            return await new Drain(ground.Databases, TimeProvider.System).Wait(cancellation);
        }
        catch (NpgsqlException)
        {
            // A connection of before the server's last crash; the next ones are new.
            NpgsqlConnection.ClearAllPools();
            return false;
        }
    }
}
