using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Storage;

/// <summary>Programs of different releases on one database: who may stay, who is told to end, and how long anybody waits.</summary>
public sealed class OldAndNewTests(PostgreSql postgres)
{
    private static readonly Migration First = new(1, "0001_first", "create table par.first (id integer primary key);");
    private static readonly Migration Wider = new(2, "0002_wider", "-- Programs from 0001 on go on beside this.\nalter table par.first add column name text;");
    private static readonly Migration Other = new(2, "0002_other", "alter table par.first rename to second;");
    private static readonly KnownMigrations Old = new([First]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_program_goes_on_with_a_database_whose_newer_migrations_let_it()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First, Wider]).Migrate(Cancellation);
        await using var old = Database.Open(database.ConnectionString, Old);
        var migrator = new Migrator(old, [First]);

        Assert.Equal(["0002_wider"], (await migrator.RequireUpToDate(Cancellation)).Select(step => step.Name));
        Assert.Equal([], await migrator.Migrate(Cancellation));
        Assert.Equal(["0002_wider"], (await migrator.Plan(Cancellation)).Newer.Select(step => step.Name));
    }

    [Fact]
    public async Task It_does_not_where_one_of_them_asks_for_a_later_program()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        var third = new Migration(3, "0003_third", "-- Programs from 0002 on go on beside this.\nselect 1");
        await new Migrator(database.Source, [First, Wider, third]).Migrate(Cancellation);

        await using var second = Database.Open(database.ConnectionString, new KnownMigrations([First, Wider]));
        Assert.Equal(["0003_third"], (await new Migrator(second, [First, Wider]).RequireUpToDate(Cancellation)).Select(step => step.Name));

        await using var old = Database.Open(database.ConnectionString, Old);
        var refused = await Assert.ThrowsAsync<NewerDatabaseException>(() => new Migrator(old, [First]).RequireUpToDate(Cancellation));
        Assert.Equal("The database is newer than this program (it has 0003_third, the program ends at 0001_first): run the newer program.", refused.Message);
    }

    [Fact]
    public async Task A_journal_of_before_is_read_and_gets_its_new_column()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await Execute(database, "alter table par.migration drop column programs_from");

        Assert.Equal([], await new Migrator(database.Source, [First]).RequireUpToDate(Cancellation));
        await new Migrator(database.Source, [First, Wider]).Migrate(Cancellation);

        Assert.Equal([(1, null), (2, 1)], await Rows<(int, int?)>(database, "select number, programs_from from par.migration order by number"));
    }

    [Fact]
    public async Task While_an_old_program_works_that_may_not_stay_nothing_is_applied()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await using var old = Database.Open(database.ConnectionString, Old);
        await using (await old.OpenConnectionAsync(Cancellation))
        {
            await using var newer = Database.Open(database.ConnectionString, new KnownMigrations([First, Other]));
            var refused = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(newer, [First, Other]).Migrate(Cancellation));

            Assert.Equal(
                "Migration 0002_other lets no program before 0002 go on, and there is a program that ends at 0001 on 127.0.0.1 (1 connection): stop it first, or run './par migrate --force', which asks it to end.",
                refused.Message);
            Assert.Equal([1], await Rows<int>(database, "select number from par.migration"));
        }

        await old.DisposeAsync();
        await Eventually.True(async () => await Rows<long>(database, "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'par-worker 0001'") is [0]);
        Assert.Equal(["0002_other"], await new Migrator(database.Source, [First, Other]).Migrate(Cancellation));
    }

    [Fact]
    public async Task A_program_that_says_nothing_of_itself_may_not_stay_either()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await using var before = new NpgsqlConnection(database.ConnectionString + ";Application Name=par-worker");
        await before.OpenAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(database.Source, [First, Wider]).Migrate(Cancellation));

        Assert.Contains("there is a program that does not say where it ends on 127.0.0.1 (1 connection)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_program_that_does_not_end_when_asked_is_cut_off_with_what_it_had_begun_and_never_comes_back()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await using var old = Database.Open(database.ConnectionString, Old);
        await using var asleep = await old.OpenConnectionAsync(Cancellation);
        await using var begun = await asleep.BeginTransactionAsync(Cancellation);
        await asleep.ExecuteAsync("insert into par.first values (1)");
        var said = new List<string>();
        await using var newer = Database.Open(database.ConnectionString, new KnownMigrations([First, Other]));

        await new Migrator(newer, [First, Other]) { Force = true, EndWithin = TimeSpan.FromMilliseconds(300), Say = said.Add }.Migrate(Cancellation);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => asleep.ExecuteAsync("insert into par.first values (2)"));
        Assert.Equal([0L], await Rows<long>(database, "select count(*) from par.second"));
        var refused = await Assert.ThrowsAsync<NewerDatabaseException>(async () => await (await old.OpenConnectionAsync(Cancellation)).DisposeAsync());
        Assert.Equal("The database is newer than this program (it has 0002_other, the program ends at 0001_first): run the newer program.", refused.Message);
        Assert.StartsWith("Asked the programs before 0002 to end: a program that ends at 0001 on 127.0.0.1 (1 connection).", said[0], StringComparison.Ordinal);
        Assert.StartsWith("After 0 s there is still a program that ends at 0001", said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_programs_are_asked_to_end_an_old_one_does_not_start()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await using var old = Database.Open(database.ConnectionString, Old);
        await using (var migrator = new NpgsqlConnection(database.ConnectionString + ";Pooling=false"))
        {
            await migrator.OpenAsync(Cancellation);
            await Asked.ToEndBefore(2, migrator, Cancellation);

            var refused = await Assert.ThrowsAsync<NewerDatabaseException>(() => new Migrator(old, [First]).RequireUpToDate(Cancellation));
            Assert.Equal("A migration waits for the programs before 0002 to end, and this one ends at 0001_first: run the newer program.", refused.Message);
        }

        // Asking ends with the connection that asks; the server notices a little later.
        await Eventually.True(async () => await Rows<long>(database, "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())") is [0]);
        Assert.Equal([], await new Migrator(old, [First]).RequireUpToDate(Cancellation));
    }

    [Fact]
    public async Task A_step_that_waits_for_a_lock_lets_the_service_pass_and_is_done_when_the_lock_is_free()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await using var reader = await database.Source.OpenConnectionAsync(Cancellation);
        var reading = await reader.BeginTransactionAsync(Cancellation);
        await reader.ExecuteAsync("select * from par.first");
        var waiting = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var migrator = new Migrator(database.Source, [First, Wider]) { LockTimeout = TimeSpan.FromMilliseconds(300), Say = said => waiting.TrySetResult(said) };

        var migrating = migrator.Migrate(Cancellation);
        Assert.StartsWith("0002_wider waits for a lock (1); it steps back and lets the service pass. The oldest transaction is of 'par-worker ", await waiting.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation), StringComparison.Ordinal);

        // Whoever comes now waits no longer than the step does, though the step has not got its lock.
        await Execute(database, "set lock_timeout = '5 s'; insert into par.first values (1)");
        Assert.False(migrating.IsCompleted);
        await reading.CommitAsync(Cancellation);

        Assert.Equal(["0002_wider"], await migrating.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task A_step_that_never_gets_its_lock_is_given_up_and_leaves_nothing()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await using var reader = await database.Source.OpenConnectionAsync(Cancellation);
        await using var reading = await reader.BeginTransactionAsync(Cancellation);
        await reader.ExecuteAsync("select * from par.first");
        var migrator = new Migrator(database.Source, [First, Wider]) { LockTimeout = TimeSpan.FromMilliseconds(100), GiveUpAfter = TimeSpan.FromSeconds(1) };

        var refused = await Assert.ThrowsAsync<MigrationException>(() => migrator.Migrate(Cancellation));

        Assert.StartsWith("0002_wider did not get its locks within 1 s; nothing of it was kept, and the service went on. The oldest transaction is of 'par-worker ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(" s. Run it again when that is over.", refused.Message, StringComparison.Ordinal);
        Assert.Equal([1], await Rows<int>(database, "select number from par.migration"));
    }

    [Fact]
    public async Task The_second_of_two_migrators_says_that_it_waits_and_then_has_nothing_to_do()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);
        await using var first = await database.Source.OpenConnectionAsync(Cancellation);
        await first.ExecuteAsync("select pg_advisory_lock(hashtext('par.migration'))");
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        var second = new Migrator(database.Source, [First]) { Say = words => said.TrySetResult(words) }.Migrate(Cancellation);
        Assert.Equal("Another migration is under way here: waiting until it is over.", await said.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        Assert.False(second.IsCompleted);
        await first.ExecuteAsync("select pg_advisory_unlock(hashtext('par.migration'))");

        Assert.Equal([], await second.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task Sessions_say_whose_they_are_also_where_the_settings_name_them()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await using var named = Database.Open(database.ConnectionString + ";Application Name=hải châu, máy chủ số một của thành phố Đà Nẵng", Old);
        await using var command = named.CreateCommand("select current_setting('application_name')");

        Assert.StartsWith("par-worker 0001 h", (string?)await command.ExecuteScalarAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task Execute(TestDatabase database, string statement)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.ExecuteAsync(statement);
    }

    private static async Task<IReadOnlyList<T>> Rows<T>(TestDatabase database, string query)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        return [.. await connection.QueryAsync<T>(query)];
    }
}
