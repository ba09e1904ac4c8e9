using Npgsql;
using Par.Worker.Dossiers;

namespace Par.Worker.Tests.Dossiers;

public sealed class MovesTests(PostgreSql postgres)
{
    private static IReadOnlyList<DossierState> States => Enum.GetValues<DossierState>();

    [Fact]
    public async Task The_program_and_the_database_allow_the_same_moves()
    {
        await using var commune = await Commune.Found(postgres);
        foreach (var before in States)
        {
            foreach (var after in States)
            {
                var allowed = await commune.Scalar<bool>("select par.dossier_may_move(@before, @after)", new { before = before.Word, after = after.Word });
                Assert.True(allowed == Moves.Allows(before, after), $"{before.Word} -> {after.Word}: the database says {allowed}.");
            }
        }
    }

    [Fact]
    public void Nothing_leaves_a_closed_state_but_for_the_queue_and_what_was_granted_stays() =>
        Assert.All(States.Where(state => state.IsClosed), state => Assert.Equal(
            state == DossierState.Approved ? [] : [DossierState.Queued],
            States.Where(after => after != state && Moves.Allows(state, after))));

    [Theory]
    [InlineData("reviewed", "queued", "x", "only_an_objection_reopens")]
    [InlineData("objected", "queued", " ", "an_objection_has_a_reason")]
    [InlineData("objected", "inProgress", "x", "change_moves_legally")]
    public async Task The_database_lets_nothing_but_an_objection_with_its_reason_reopen(string change, string state, string reason, string constraint)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne(level: 2);
        await commune.Outcomes.RecordAnswer(
            opened.Dossier, new Worker.Outcomes.PersonsAnswer { Yes = false, Channel = Worker.Outcomes.AnswerChannel.Desk }, Commune.Mother, Commune.Cancellation);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => commune.Execute(
            """
            insert into par.dossier_change (dossier, position, at, change, came_from, state, actor, reason)
            values (@Dossier, 2, now(), @change, 'declined', @state, 'lan', @reason)
            """,
            new { opened.Dossier, change, state, reason }));

        Assert.Equal(constraint, refused.ConstraintName);
    }

    [Theory]
    [InlineData("approved")]
    [InlineData("waiting")]
    [InlineData("declined")]
    [InlineData("expired")]
    public async Task The_database_refuses_an_illegal_move_of_a_queued_dossier(string to)
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => commune.Execute(
            "update par.dossier set state = @to, closed_at = now() where id = @Dossier", new { to, opened.Dossier }));

        Assert.Equal("dossier_moves_legally", refused.ConstraintName);
        Assert.Equal($"A dossier does not go from queued to {to}.", refused.MessageText);
    }

    [Fact]
    public async Task The_database_refuses_a_history_with_an_illegal_move()
    {
        await using var commune = await Commune.Found(postgres);
        var opened = await commune.OpenOne();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => commune.Execute(
            """
            insert into par.dossier_change (dossier, position, at, change, came_from, state, actor)
            values (@Dossier, 1, now(), 'approved', 'queued', 'approved', 'nobody')
            """,
            new { opened.Dossier }));

        Assert.Equal("change_moves_legally", refused.ConstraintName);
    }

    [Theory]
    [InlineData("update par.dossier_change set reason = 'x'")]
    [InlineData("delete from par.dossier_change")]
    public async Task The_database_refuses_to_rewrite_history(string statement)
    {
        await using var commune = await Commune.Found(postgres);
        await commune.OpenOne();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => commune.Execute(statement));

        Assert.Equal("What happened to a dossier is kept as it was written: add a change, do not alter or delete one.", refused.MessageText);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task The_database_refuses_a_rejection_without_a_reason(string? reason)
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => commune.InTransaction(transaction => Worker.Dossiers.Dossiers.Move(
            transaction,
            [new DossierMove { Dossier = claim.Dossier, To = DossierState.Rejected, Change = "rejected", Actor = "lan", Reason = reason }],
            commune.Clock.Now,
            Commune.Cancellation)));

        Assert.Equal("a_no_has_a_reason", refused.ConstraintName);
        Assert.Equal(DossierState.InProgress, await commune.StateOf(claim.Dossier));
    }

    [Fact]
    public async Task A_move_by_someone_who_saw_an_older_version_is_not_made()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        DossierMove[] late = [new DossierMove { Dossier = claim.Dossier, Change = "noted", Actor = "lan", Version = 0 }];
        DossierMove[] timely = [late[0] with { Version = 1 }];

        Assert.Equal(0, await commune.InTransaction(transaction => Worker.Dossiers.Dossiers.Move(transaction, late, commune.Clock.Now, Commune.Cancellation)));
        Assert.Equal(1, await commune.InTransaction(transaction => Worker.Dossiers.Dossiers.Move(transaction, timely, commune.Clock.Now, Commune.Cancellation)));
    }

    [Fact]
    public async Task Every_move_leaves_its_row()
    {
        await using var commune = await Commune.Found(postgres);
        var claim = await commune.OpenAndClaim(await commune.Enlist("lan"));
        await commune.Queues.Release(claim.Dossier, "lan", claim.Attempt, Commune.Cancellation);

        var history = await commune.Dossiers.History(claim.Dossier, Commune.Cancellation);

        Assert.Equal(
            ["0 opened  -> Queued by par", "1 claimed Queued -> InProgress by lan", "2 released InProgress -> Queued by lan"],
            history.Select(row => $"{row.Position} {row.Change} {row.CameFrom} -> {row.State} by {row.Actor}"));
    }
}
