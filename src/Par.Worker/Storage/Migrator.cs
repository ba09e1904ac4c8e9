using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Par.Worker.Storage;

/// <summary>Brings the work database to the state this program was written for. Forward only; any number may try at once, beside a running service.</summary>
internal sealed class Migrator(NpgsqlDataSource database, KnownMigrations known, TimeProvider clock)
{
    public Migrator(NpgsqlDataSource database)
        : this(database, KnownMigrations.Own, TimeProvider.System)
    {
    }

    public Migrator(NpgsqlDataSource database, IReadOnlyList<Migration> migrations)
        : this(database, new KnownMigrations(migrations), TimeProvider.System)
    {
    }

    /// <summary>Is told how far it is.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Whether older programs that may not go on are told to end, instead of being in the way.</summary>
    public bool Force { get; init; }

    /// <summary>How long a step waits for a lock before it steps back: so long the service may have to wait behind it.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a step is tried that does not get its locks.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long older programs have to end before their connections are ended.</summary>
    public TimeSpan EndWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Applies what is missing, one transaction each, and returns the names applied. The advisory lock lets one migrator in at
    /// a time; it ends with its connection, so a killed one leaves no lock behind.
    /// </summary>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await WaitForOthers(connection, cancellation);
        try
        {
            await Patiently("The journal", connection, transaction => Execute(Sql.Read("Storage/journal.sql"), transaction, cancellation), cancellation);
            var plan = await Plan(connection, cancellation);
            await LetOthersEnd(plan, connection, cancellation);
            for (var place = 0; place < plan.Missing.Count; place++)
            {
                await Apply(plan.Missing[place], Invariant($"{place + 1} of {plan.Missing.Count}"), connection, cancellation);
            }

            return [.. plan.Missing.Select(migration => migration.Name)];
        }
        finally
        {
            // A connection that broke has dropped its locks already.
            if (connection.State == ConnectionState.Open)
            {
                await connection.ExecuteAsync("select pg_advisory_unlock_all()");
            }
        }
    }

    /// <summary>What <see cref="Migrate"/> would do now. Writes nothing.</summary>
    public async Task<MigrationPlan> Plan(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Plan(connection, cancellation);
    }

    /// <summary>
    /// Throws, with the mend, unless this program may work on the database: it has all this program was written for, and whatever it has
    /// beyond lets this program go on. Returns the latter.
    /// </summary>
    public async Task<IReadOnlyList<Applied>> RequireUpToDate(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Asked.Check(connection, known, cancellation);
        var applied = await Journal.Read(connection, cancellation);
        var newer = Journal.Unknown(applied, known);
        if (applied.Count < known.InOrder.Count)
        {
            var missing = string.Join(", ", known.InOrder.Skip(applied.Count).Select(migration => migration.Name));
            throw new MigrationException($"The work database lacks {missing}: run './par migrate' first.");
        }

        return newer;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task Execute(string text, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(text, transaction.Connection, transaction) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<MigrationPlan> Plan(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = await Journal.Read(connection, cancellation);
        var newer = Journal.Unknown(applied, known);
        return new MigrationPlan(
            [.. known.InOrder.Skip(applied.Count)], newer, await OlderProgram.Before(known.Last.Number, connection, cancellation));
    }

    private async Task WaitForOthers(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(hashtext('par.migration'))", cancellationToken: cancellation)))
        {
            Say("Another migration is under way here: waiting until it is over.");
            await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(hashtext('par.migration'))", commandTimeout: 0, cancellationToken: cancellation));
        }
    }

    /// <summary>Refuses while older programs work that may not go on; or, when forced, asks them to end and waits as long as they may take.</summary>
    private async Task LetOthersEnd(MigrationPlan plan, NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (plan.InTheWay.Count == 0)
        {
            return;
        }

        var strictest = plan.Strictest!;
        if (!Force)
        {
            throw Refused(strictest, plan.InTheWay);
        }

        Say(Invariant($"Asked the programs before {strictest.Needs:0000} to end: {OlderProgram.Words(plan.InTheWay)}."));
        await Asked.ToEndBefore(strictest.Needs, connection, cancellation);
        var began = clock.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200), clock);
        while (await OlderProgram.Before(strictest.Needs, connection, cancellation) is { Count: > 0 } left)
        {
            if (clock.GetElapsedTime(began) > EndWithin)
            {
                Say(Invariant($"After {EndWithin.TotalSeconds:0} s there is still {OlderProgram.Words(left)}: ending these connections."));
                return;
            }

            await look.WaitForNextTickAsync(cancellation);
        }

        Say("They have ended.");
    }

    private static MigrationException Refused(Migration migration, IReadOnlyList<OlderProgram> older) => new(Invariant(
        $"Migration {migration.Name} lets no program before {migration.Needs:0000} go on, and there is {OlderProgram.Words(older)}: stop it first, or run './par migrate --force', which asks it to end."));

    private async Task Apply(Migration migration, string place, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        await Patiently(migration.Name, connection, transaction => ApplyOnce(migration, transaction, cancellation), cancellation);

        // Whoever came while it was under way, and may not go on, meets the fence from now on.
        await OlderProgram.End(await OlderProgram.Before(migration.Needs, connection, cancellation), connection, cancellation);
        Say(Invariant($"Applied {migration.Name} ({place}) in {clock.GetElapsedTime(began).TotalSeconds:0.0} s."));
    }

    private async Task ApplyOnce(Migration migration, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        const string note = "insert into par.migration (number, name, checksum, programs_from) values (@Number, @Name, @Checksum, @ProgramsFrom)";

        var connection = transaction.Connection!;
        if (migration.ProgramsFrom is null)
        {
            // From here to the end of the step no new connection passes the fence; those that are there are seen, or ended.
            await Execute("lock table par.migration in access exclusive mode", transaction, cancellation);
        }

        if (await OlderProgram.Before(migration.Needs, connection, cancellation, transaction) is { Count: > 0 } older)
        {
            await (Force ? OlderProgram.End(older, connection, cancellation, transaction) : throw Refused(migration, older));
        }

        try
        {
            await Execute(migration.Text, transaction, cancellation);
        }
        catch (PostgresException refused) when (!IsBusy(refused))
        {
            throw new MigrationException($"Migration {migration.Name} was refused and nothing of it was kept: {refused.MessageText}.", refused);
        }

        await connection.ExecuteAsync(new CommandDefinition(note, migration, transaction, cancellationToken: cancellation));
    }

    /// <summary>
    /// One transaction that does not wait long for locks: whatever comes after a waiting lock waits too, so a step that does not get its
    /// locks at once steps back, lets the service pass, and is tried again.
    /// </summary>
    private async Task Patiently(string what, NpgsqlConnection connection, Func<NpgsqlTransaction, Task> act, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await Execute(Invariant($"set local lock_timeout = '{LockTimeout.TotalMilliseconds:0} ms'"), transaction, cancellation);
                await act(transaction);
                await transaction.CommitAsync(cancellation);
                return;
            }
            catch (PostgresException busy) when (IsBusy(busy))
            {
                var holder = await Holder(connection, cancellation);
                if (clock.GetElapsedTime(began) > GiveUpAfter)
                {
                    throw new MigrationException(
                        Invariant($"{what} did not get its locks within {GiveUpAfter.TotalSeconds:0} s; nothing of it was kept, and the service went on.{holder} Run it again when that is over."), busy);
                }

                Say(Invariant($"{what} waits for a lock ({attempt}); it steps back and lets the service pass.{holder}"));
                await Task.Delay(LockTimeout * Math.Min(attempt, 5), clock, cancellation);
            }
        }
    }

    private static bool IsBusy(PostgresException failure) => failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    private async Task<string> Holder(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string oldest = """
            select ' The oldest transaction is of ''' || application_name || ''', process ' || pid || ', for ' || extract(epoch from clock_timestamp() - xact_start)::int || ' s.'
              from pg_stat_activity
             where datname = current_database()
               and pid <> pg_backend_pid()
               and backend_type = 'client backend'
               and xact_start < clock_timestamp() - @LockTimeout
             order by xact_start
             limit 1
            """;

        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(oldest, new { LockTimeout }, cancellationToken: cancellation)) ?? "";
    }
}
