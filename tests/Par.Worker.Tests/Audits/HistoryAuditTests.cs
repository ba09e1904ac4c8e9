using Npgsql;
using Par.Worker.Audits;
using Par.Worker.Dossiers;
using static Par.Worker.Tests.Audits.AuditBench;

namespace Par.Worker.Tests.Audits;

/// <summary>What somebody with every right in the database does by hand is found, and where.</summary>
public sealed class HistoryAuditTests(PostgreSql postgres)
{
    [Fact]
    public async Task What_nobody_touched_follows_from_its_rows()
    {
        await using var bench = await Create(postgres);
        var roots = await bench.TakeRoots();

        var (said, result) = await bench.Verify();

        Assert.Equal([], said);
        Assert.Equal((2, 6, 2, 0), (result.Dossiers, result.Changes, result.Roots, result.Flaws));
        Assert.Equal([5, 1], roots.Select(root => root.Changes));
        Assert.Equal(roots[^1].Root, result.Last!.Root);
    }

    // Whether the day has its root already or not.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_byte_changed_by_hand_is_found(bool rooted)
    {
        await using var bench = await Create(postgres);
        if (rooted)
        {
            await bench.TakeRoots();
        }

        await bench.ByHand("update par.dossier_change set actor = 'lam' where dossier = @Approved and position = 1");

        Assert.Equal($"Altered {ApprovedNumber} 1", await bench.Flaws());
    }

    [Theory]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("change = 'reviewed'")]
    [InlineData("reason = ''")]
    [InlineData("detail = '{\"kept\": true}'")]
    public async Task Whichever_column_it_is(string column)
    {
        await using var bench = await Create(postgres);

        await bench.ByHand($"update par.dossier_change set {column} where dossier = @Approved and position = 2");

        Assert.Equal($"Altered {ApprovedNumber} 2", await bench.Flaws());
    }

    [Fact]
    public async Task A_row_that_is_altered_with_its_hash_no_longer_carries_the_one_after_it()
    {
        await using var bench = await Create(postgres);

        await bench.ByHand($"update par.dossier_change set actor = 'lam' where dossier = @Approved and position = 1; {Rehash} where dossier = @Approved and position = 1");

        Assert.Equal($"Unlinked {ApprovedNumber} 2", await bench.Flaws());
    }

    [Fact]
    public async Task A_whole_history_that_is_written_anew_is_found_by_the_root_of_its_day()
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        await bench.ByHand(
            $"""
            update par.dossier_change set actor = 'lam' where dossier = @Approved and position = 1;
            {Rehash} where dossier = @Approved and position = 1;
            update par.dossier_change set before_hash = (select hash from par.dossier_change where dossier = @Approved and position = 1) where dossier = @Approved and position = 2;
            {Rehash} where dossier = @Approved and position = 2
            """);

        Assert.Equal("DayDiffers 2026-08-26", await bench.Flaws());
        Assert.Equal("", await bench.Flaws(new AuditAsked(bench.Approved)));
    }

    [Fact]
    public async Task A_deleted_row_is_found()
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        await bench.ByHand("delete from par.dossier_change where dossier = @Approved and position = 1");

        Assert.Equal(Lines($"Missing {ApprovedNumber} 1", "DayDiffers 2026-08-26"), await bench.Flaws());
    }

    [Fact]
    public async Task A_tail_that_is_cut_off_is_found_before_there_is_a_root()
    {
        await using var bench = await Create(postgres);

        await bench.ByHand("delete from par.dossier_change where dossier = @Approved and position >= 1");

        Assert.Equal($"Missing {ApprovedNumber} 1", await bench.Flaws());
    }

    [Fact]
    public async Task A_tail_that_is_cut_off_with_the_dossier_set_back_is_found_by_the_root()
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        await bench.ByHand(
            """
            delete from par.dossier_change where dossier = @Approved and position = 2;
            update par.dossier set version = 1, state = 'inProgress', closed_at = null where id = @Approved
            """);

        Assert.Equal("DayDiffers 2026-08-26", await bench.Flaws());
    }

    [Fact]
    public async Task A_dossier_that_is_deleted_with_its_history_is_found_by_the_root()
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        await bench.ByHand("delete from par.dossier_change where dossier = @Approved; delete from par.dossier where id = @Approved");

        Assert.Equal("DayDiffers 2026-08-26", await bench.Flaws());
    }

    [Fact]
    public async Task A_dossier_without_history_and_a_history_without_dossier_are_found()
    {
        await using var bench = await Create(postgres);

        await bench.ByHand("delete from par.dossier_change where dossier = @Approved; delete from par.dossier where id = @Released");

        Assert.Equal(
            [$"Missing {ApprovedNumber} 0", $"NoDossier {bench.Released}"],
            (await bench.Verify()).Said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_that_is_put_in_at_the_end_is_found()
    {
        await using var bench = await Create(postgres);

        await bench.ByHand(
            """
            insert into par.dossier_change (dossier, position, at, change, came_from, state, actor, before_hash, hash)
            select dossier, 3, at, 'reviewed', state, state, actor, hash, par.history_hash(hash, dossier, 3, at, 'reviewed', state, state, actor, null, '{}')
              from par.dossier_change where dossier = @Approved and position = 2
            """);

        Assert.Equal($"Surplus {ApprovedNumber} 3", await bench.Flaws());
    }

    [Fact]
    public async Task A_row_that_is_put_in_with_the_dossier_counted_up_is_found_by_the_root()
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        await bench.ByHand(
            """
            insert into par.dossier_change (dossier, position, at, change, came_from, state, actor, before_hash, hash)
            select dossier, 3, at, 'reviewed', state, state, actor, hash, par.history_hash(hash, dossier, 3, at, 'reviewed', state, state, actor, null, '{}')
              from par.dossier_change where dossier = @Approved and position = 2;
            update par.dossier set version = 3 where id = @Approved
            """);

        Assert.Equal("DayDiffers 2026-08-26", await bench.Flaws());
    }

    [Fact]
    public async Task Two_rows_that_change_places_are_found()
    {
        await using var bench = await Create(postgres);

        await bench.ByHand(
            """
            update par.dossier_change set position = 9 where dossier = @Released and position = 1;
            update par.dossier_change set position = 1 where dossier = @Released and position = 2;
            update par.dossier_change set position = 2 where dossier = @Released and position = 9
            """);

        Assert.Equal(
            Lines($"Altered {ReleasedNumber} 1", $"Unlinked {ReleasedNumber} 1", $"Altered {ReleasedNumber} 2", $"Unlinked {ReleasedNumber} 2", $"StateDiffers {ReleasedNumber}"),
            await bench.Flaws());
    }

    [Fact]
    public async Task A_state_that_is_written_by_hand_is_found()
    {
        await using var bench = await Create(postgres);

        await bench.ByHand("update par.dossier set state = 'rejected' where id = @Approved");

        Assert.Equal($"StateDiffers {ApprovedNumber}", await bench.Flaws());
    }

    [Theory]
    [InlineData("update par.history_root set changes = 4, root = par.root_of(before_root, day, 4, rows_hash) where day = '2026-08-26'", "RootUnlinked 2026-08-27", "DayDiffers 2026-08-26")]
    [InlineData("update par.history_root set rows_hash = sha256('x'), root = par.root_of(before_root, day, changes, sha256('x')) where day = '2026-08-27'", "DayDiffers 2026-08-27")]
    [InlineData("alter table par.history_root drop constraint root_is_as_computed; update par.history_root set root = sha256('x') where day = '2026-08-27'", "RootAltered 2026-08-27")]
    [InlineData("delete from par.history_root where day = '2026-08-26'", "RootUnlinked 2026-08-27", "BeforeFirstRoot 2026-08-26")]
    public async Task A_root_that_is_altered_or_deleted_is_found(string byHand, params string[] flaws)
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        await bench.ByHand(byHand);

        Assert.Equal(Lines(flaws), await bench.Flaws());
    }

    [Fact]
    public async Task Roots_that_are_deleted_from_the_end_or_that_nobody_took_are_found_after_a_day()
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();
        Assert.Equal("", await bench.Flaws());

        await bench.ByHand("delete from par.history_root where day = '2026-08-27'");
        bench.Commune.Clock.Now += TimeSpan.FromDays(1);

        Assert.Equal("RootMissing 2026-08-27", await bench.Flaws());
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_read()
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        var one = await bench.Verify(new AuditAsked(bench.Approved));
        var since = await bench.Verify(new AuditAsked(From: new DateOnly(2026, 8, 27)));

        Assert.Equal((1, 3, 0, 0), (one.Result.Dossiers, one.Result.Changes, one.Result.Roots, one.Result.Flaws));
        Assert.Equal((1, 3, 1, 0), (since.Result.Dossiers, since.Result.Changes, since.Result.Roots, since.Result.Flaws));
    }

    [Fact]
    public void A_flaw_says_where_it_is_what_differs_and_what_to_do()
    {
        var row = new Flaw { Kind = FlawKind.Altered, Dossier = ApprovedNumber, Position = 1, What = "it says something else than its hash was made of: it was altered by hand." };
        var root = new Flaw { Kind = FlawKind.DayDiffers, Day = new DateOnly(2026, 8, 26), What = "it was made of 5 rows, and there are 4: rows were deleted, put in or moved to another day by hand." };

        Assert.Equal(
            "H17.1-260826-0001, row 1: it says something else than its hash was made of: it was altered by hand. Hold the dossier's rows against a backup, put back what stood there, and find out who could write past the triggers.",
            row.ToString());
        Assert.Equal(
            "root of 2026-08-26: it was made of 5 rows, and there are 4: rows were deleted, put in or moved to another day by hand. Look first at the dossiers named above; where none is, hold the day's rows against a backup whose root of that day is the same.",
            root.ToString());
    }

    [Fact]
    public async Task Whatever_hashes_a_writer_gives_the_database_writes_its_own()
    {
        await using var bench = await Create(postgres);

        await bench.Commune.Execute(
            """
            insert into par.dossier_change (dossier, position, at, change, came_from, state, actor, before_hash, hash)
            values (@Approved, 3, now(), 'reviewed', 'approved', 'approved', 'lan', 'x', 'y');
            update par.dossier set version = 3 where id = @Approved
            """,
            new { bench.Approved });

        Assert.Equal("", await bench.Flaws());
    }

    [Theory]
    [InlineData(4, "approved", "history_has_no_gap", "has no row 3 for row 4 to stand on.")]
    [InlineData(3, "inProgress", "history_goes_on_from_where_it_came", "has come to approved, and row 3 would go on from inProgress.")]
    public async Task A_row_that_stands_on_nothing_is_refused(int position, string from, string constraint, string words)
    {
        await using var bench = await Create(postgres);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => bench.Commune.Execute(
            "insert into par.dossier_change (dossier, position, at, change, came_from, state, actor) values (@Approved, @position, now(), 'reviewed', @from, @from, 'lan')",
            new { bench.Approved, position, from }));

        Assert.Equal((constraint, $"The history of dossier {bench.Approved} {words}"), (refused.ConstraintName, refused.MessageText));
    }

    [Theory]
    [InlineData("truncate par.dossier_change")]
    [InlineData("truncate par.history_root")]
    [InlineData("update par.history_root set changes = 0")]
    [InlineData("delete from par.history_root")]
    public async Task Histories_and_roots_are_not_emptied_or_rewritten(string statement)
    {
        await using var bench = await Create(postgres);
        await bench.TakeRoots();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => bench.Commune.Execute(statement));

        Assert.StartsWith("What happened to a dossier is kept as it was written", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_writers_at_once_leave_whole_chains()
    {
        await using var bench = await Create(postgres);
        var commune = bench.Commune;
        var opened = await commune.Open(await commune.DueMany(4));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var time = 0; time < 10; time++)
            {
                var move = new DossierMove { Dossier = opened.Dossiers[(time + writer) % 4].Dossier, Change = ChangeWord.GroundFell, Actor = $"writer {writer}", Reason = "Ư" };
                await commune.InTransaction(transaction => Worker.Dossiers.Dossiers.Move(transaction, [move], commune.Clock.Now, Commune.Cancellation));
            }
        }));

        var (said, result) = await bench.Verify();
        Assert.Equal([], said);
        Assert.Equal(6 + 4 + 80, result.Changes);
    }

    private const string Rehash = "update par.dossier_change set hash = par.history_hash(before_hash, dossier, position, at, change, came_from, state, actor, reason, detail)";

    private static string Lines(params string[] lines) => string.Join(Environment.NewLine, lines);
}
