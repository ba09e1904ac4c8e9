using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Storage;

public sealed class MigratorTests(PostgreSql postgres)
{
    private static readonly Migration First = new(1, "0001_first", "create table par.first (id integer primary key);");
    private static readonly Migration Second = new(2, "0002_second", "create table par.second (id integer primary key);");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Missing_migrations_are_applied_once_in_their_order()
    {
        await using var database = await postgres.CreateEmptyDatabase();

        Assert.Equal(["0001_first"], await new Migrator(database.Source, [First]).Migrate(Cancellation));
        Assert.Equal(["0002_second"], await new Migrator(database.Source, [First, Second]).Migrate(Cancellation));
        Assert.Equal([], await new Migrator(database.Source, [First, Second]).Migrate(Cancellation));
        Assert.Equal(["0001_first", "0002_second"], await Journal(database.Source));
    }

    [Fact]
    public async Task Eight_migrators_at_once_apply_each_migration_once()
    {
        await using var database = await postgres.CreateEmptyDatabase();

        var applied = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => new Migrator(database.Source, [First, Second]).Migrate(Cancellation)));

        Assert.Equal(["0001_first", "0002_second"], applied.SelectMany(names => names));
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First]).Migrate(Cancellation);

        var refused = await Assert.ThrowsAsync<MigrationException>(
            () => new Migrator(database.Source, [First with { Text = "select 1" }, Second]).Migrate(Cancellation));

        Assert.Equal(
            "Migration 0001_first was changed after it was applied here as 0001_first: put the file back as it was, and write the change as a new migration.",
            refused.Message);
        Assert.Equal(["0001_first"], await Journal(database.Source));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        await new Migrator(database.Source, [First, Second]).Migrate(Cancellation);

        var refused = await Assert.ThrowsAsync<NewerDatabaseException>(() => new Migrator(database.Source, [First]).Migrate(Cancellation));

        Assert.Equal(
            "The database is newer than this program (it has 0002_second, the program ends at 0001_first): run the newer program.",
            refused.Message);
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_leaves_nothing()
    {
        await using var database = await postgres.CreateEmptyDatabase();
        var broken = new Migration(2, "0002_broken", "create table par.half (id integer); select 1 / 0;");

        var refused = await Assert.ThrowsAsync<MigrationException>(
            () => new Migrator(database.Source, [First, broken]).Migrate(Cancellation));

        Assert.Equal("Migration 0002_broken was refused and nothing of it was kept: division by zero.", refused.Message);
        Assert.Equal(["0001_first"], await Journal(database.Source));
        await using var connection = await database.Source.OpenConnectionAsync(Cancellation);
        Assert.Null(await connection.ExecuteScalarAsync<string?>("select to_regclass('par.half')::text"));
    }

    [Fact]
    public void Line_ends_do_not_change_a_checksum() =>
        Assert.Equal(new Migration(1, "a", "x\ny\n").Checksum, new Migration(1, "a", "x\r\ny\r\n").Checksum);

    [Fact]
    public void A_file_name_without_a_number_is_refused()
    {
        var refused = Assert.Throws<MigrationException>(() => Migration.Parse("absences.sql", ""));

        Assert.Equal(
            "'absences.sql' is no name for a migration: write four digits, '_' and what it does, such as 0002_add_absences.sql.",
            refused.Message);
    }

    [Theory]
    [InlineData("-- Adds a table.\n-- Programs from 0001 on go on beside this.\nselect 1", 1)]
    [InlineData("-- Adds a table.\r\n-- Programs from 0002 on go on beside this.\r\nselect 1", 2)]
    [InlineData("-- Drops a table.\n-- No program of before goes on beside this.\nselect 1", null)]
    [InlineData("-- Drops a table.\nselect 1", null)]
    public void A_migration_says_from_which_program_on_others_may_stay(string text, int? from) =>
        Assert.Equal(from, new Migration(3, "0003_third", text).ProgramsFrom);

    [Theory]
    [InlineData("-- Programs from 0003 on go on beside this.")]
    [InlineData("-- Programs from 0000 on go on beside this.")]
    [InlineData("-- Programs from 2 on go on beside this.")]
    [InlineData("-- programs from 0002 on may stay")]
    [InlineData("-- No program of before goes on.")]
    public void What_a_migration_says_of_others_and_cannot_be_meant_is_refused(string text)
    {
        var refused = Assert.Throws<MigrationException>(() => new Migration(3, "0003_third", text));

        Assert.Equal(
            "Migration 0003_third does not say which programs go on beside it: write '-- Programs from 0002 on go on beside this.' with the number of a migration before it, or '-- No program of before goes on beside this.'.",
            refused.Message);
    }

    // 0001 to 0011 are from before programs could go on beside a migration.
    [Fact]
    public void Each_migration_says_which_programs_go_on_beside_it() =>
        Complaints.None(Migration.All().Where(migration => migration.Number > 11 && migration.ProgramsFrom is null && !migration.Text.Contains("-- No program of before goes on beside this.\n", StringComparison.Ordinal))
            .Select(migration => $"{migration.Name}: say in a line of its own '-- Programs from NNNN on go on beside this.' or '-- No program of before goes on beside this.'."));

    [Fact]
    public void The_programs_own_migrations_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migration.All().Count), Migration.All().Select(migration => migration.Number));

    private static async Task<IEnumerable<string>> Journal(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync(Cancellation);
        return await connection.QueryAsync<string>("select name from par.migration order by number");
    }
}
