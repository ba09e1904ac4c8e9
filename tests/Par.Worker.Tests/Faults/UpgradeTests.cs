using Par.Load.Ground;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Faults;

/// <summary>
/// An old program and a new one as processes on one work database, with a migration in between and life events coming all along. The new
/// one is the program of a later release: the same worker, which knows one or two migrations more.
/// </summary>
[Collection(Alone.Name)]
public sealed class UpgradeTests
{
    private static readonly (string Name, string Value)[] Settings = Town.Settings;
    private static readonly TimeSpan Limit = Town.Limit;
    private static readonly int Last = KnownMigrations.Own.Last.Number;
    private static readonly string OldName = FormattableString.Invariant($"par-worker {Last:0000}");
    private static readonly string NewName = FormattableString.Invariant($"par-worker {Last + 1:0000}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_and_new_work_side_by_side_across_a_migration_and_lose_and_double_nothing()
    {
        await using var town = await Town.Found();
        await using var first = WorkerProcess.Start(town.Ground, Settings);
        await using var second = WorkerProcess.Start(town.Ground, Settings);
        await Task.WhenAll(first.Ready(Cancellation), second.Ready(Cancellation));
        town.Begin();
        await Eventually.True(async () => await town.Count("par.dossier") >= 20, Limit);

        var check = await WorkerProcess.MigrateNewer(town.Ground, 1, Cancellation, "--check");
        Assert.Equal(0, check.Code);
        Assert.StartsWith(FormattableString.Invariant($"Would apply {Last + 1:0000}_opened_by_program. Programs from {Last:0000} on may stay at work. At work: a program that ends at {Last:0000} on 127.0.0.1 ("), check.Said, StringComparison.Ordinal);
        Assert.EndsWith("), which may stay.", check.Said, StringComparison.Ordinal);

        // The old ones go on beside the column that they do not know, and one that starts anew may too.
        var migrated = await WorkerProcess.MigrateNewer(town.Ground, 1, Cancellation);
        Assert.True(migrated.Code == 0, migrated.Said);
        await Eventually.True(async () => await town.OpenedBy(OldName) > 0, Limit);
        await using var again = WorkerProcess.Start(town.Ground, Settings);
        await again.Ready(Cancellation);
        Assert.Contains(again.Heard(), line => line.EndsWith(FormattableString.Invariant($"The work database is newer than this program and lets it go on: it has {Last + 1:0000}_opened_by_program too"), StringComparison.Ordinal));
        Assert.Contains(first.Heard(), line => line.EndsWith(FormattableString.Invariant($"The work database has {Last + 1:0000}_opened_by_program now, beside which this program goes on"), StringComparison.Ordinal));

        await using var newer = WorkerProcess.StartNewer(town.Ground, 1, Settings);
        await newer.Ready(Cancellation);
        await Eventually.True(async () => await town.OpenedBy(NewName) > 0, Limit);
        var beside = await town.OpenedBy(OldName);
        await Eventually.True(async () => await town.OpenedBy(OldName) > beside, Limit);

        // The next step lets only the new one go on: it is refused while an old one works, and done when none does.
        var refused = await WorkerProcess.MigrateNewer(town.Ground, 2, Cancellation);
        Assert.Equal(1, refused.Code);
        Assert.StartsWith(FormattableString.Invariant($"Migration {Last + 2:0000}_opened_by_program_is_known lets no program before {Last + 1:0000} go on, and there is a program that ends at {Last:0000} on 127.0.0.1 ("), refused.Said, StringComparison.Ordinal);
        foreach (var old in (WorkerProcess[])[first, second, again])
        {
            old.Signal("TERM");
            await old.Exited(Cancellation);
            Assert.Equal(0, old.Code);
        }

        var closed = await WorkerProcess.MigrateNewer(town.Ground, 2, Cancellation);
        Assert.True(closed.Code == 0, closed.Said);
        await using var late = WorkerProcess.Start(town.Ground, Settings);
        await late.Exited(Cancellation);
        Assert.Equal(3, late.Code);
        Assert.EndsWith(FormattableString.Invariant($"The database is newer than this program (it has {Last + 2:0000}_opened_by_program_is_known, the program ends at {KnownMigrations.Own.Last.Name}): run the newer program."), late.Heard()[^1], StringComparison.Ordinal);
        var alone = await town.OpenedBy(NewName);
        await Eventually.True(async () => await town.OpenedBy(NewName) > alone, Limit);

        await town.EndWhole();
        Assert.False(newer.HasExited);
    }

    [Fact]
    public async Task Old_programs_that_may_not_stay_are_asked_to_end_and_end_in_order()
    {
        await using var town = await Town.Found();
        await using var first = WorkerProcess.Start(town.Ground, Settings);
        await using var second = WorkerProcess.Start(town.Ground, Settings);
        await Task.WhenAll(first.Ready(Cancellation), second.Ready(Cancellation));
        town.Begin();
        await Eventually.True(async () => await town.Count("par.dossier") >= 20, Limit);

        var check = await WorkerProcess.MigrateNewer(town.Ground, 2, Cancellation, "--check");
        Assert.Equal(1, check.Code);
        Assert.Contains("No program of before may stay at work. Must end first: a program that ends at", check.Said, StringComparison.Ordinal);

        var forced = await WorkerProcess.MigrateNewer(town.Ground, 2, Cancellation, "--force");
        Assert.True(forced.Code == 0, forced.Said);
        Assert.Contains("They have ended.", forced.Said, StringComparison.Ordinal);
        foreach (var old in (WorkerProcess[])[first, second])
        {
            await old.Exited(Cancellation);
            Assert.Equal(3, old.Code);
            Assert.Equal(
                FormattableString.Invariant($"A migration waits for the programs before {Last + 1:0000} to end, and this one ends at {KnownMigrations.Own.Last.Name}: run the newer program."),
                old.Heard()[^1]);
        }

        await using var newer = WorkerProcess.StartNewer(town.Ground, 2, Settings);
        await newer.Ready(Cancellation);
        await Eventually.True(async () => await town.OpenedBy(FormattableString.Invariant($"par-worker {Last + 2:0000}")) > 0, Limit);

        await town.EndWhole();
        Assert.Equal(0, await town.OpenedBy(OldName));
    }
}
