using Npgsql;

namespace Par.Worker.Tests.Audits;

public sealed class HistoryRootsTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_day_gets_its_root_once_when_it_is_surely_over()
    {
        await using var bench = await AuditBench.Create(postgres);
        bench.Commune.Clock.Now = new DateTimeOffset(2026, 8, 27, 0, 59, 59, TimeSpan.Zero);
        Assert.Equal([], await bench.Roots.Take(Commune.Cancellation));

        bench.Commune.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal([new DateOnly(2026, 8, 26)], (await bench.Roots.Take(Commune.Cancellation)).Select(root => root.Day));
        Assert.Equal([], await bench.Roots.Take(Commune.Cancellation));
    }

    [Fact]
    public async Task Days_without_a_worker_are_caught_up_with_and_days_without_a_row_have_a_root_too()
    {
        await using var bench = await AuditBench.Create(postgres);
        bench.Commune.Clock.Now = new DateTimeOffset(2026, 9, 1, 2, 0, 0, TimeSpan.Zero);

        var taken = await bench.Roots.Take(Commune.Cancellation);

        Assert.Equal([(26, 5), (27, 1), (28, 0), (29, 0), (30, 0), (31, 0)], taken.Select(root => (root.Day.Day, root.Changes)));
        Assert.All(taken.Zip(taken.Skip(1)), pair => Assert.Equal(pair.First.Root, pair.Second.BeforeRoot));
        Assert.Equal("", await bench.Flaws());
    }

    [Fact]
    public async Task Eight_workers_at_once_take_each_root_once()
    {
        await using var bench = await AuditBench.Create(postgres);
        bench.Commune.Clock.Now = new DateTimeOffset(2026, 9, 1, 2, 0, 0, TimeSpan.Zero);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.Roots.Take(Commune.Cancellation)));

        Assert.Equal(Enumerable.Range(26, 6), taken.SelectMany(roots => roots).Select(root => root.Day.Day).Order());
        Assert.Equal("", await bench.Flaws());
    }

    [Fact]
    public async Task Without_a_history_there_is_no_root()
    {
        await using var commune = await Commune.Found(postgres);

        Assert.Equal([], await new Worker.Audits.HistoryRoots(commune.Source, commune.Clock).Take(Commune.Cancellation));
    }

    [Theory]
    [InlineData("'2026-08-30'", "(select root from par.history_root where day = '2026-08-27')", "The root of 2026-08-30 does not stand on that of 2026-08-27, the last there is.")]
    [InlineData("'2026-08-28'", "sha256('x')", "The root of 2026-08-28 does not stand on that of 2026-08-27, the last there is.")]
    public async Task The_database_refuses_a_root_that_does_not_stand_on_the_last_one(string day, string before, string words)
    {
        await using var bench = await AuditBench.Create(postgres);
        await bench.TakeRoots();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => bench.Commune.Execute(
            $"insert into par.history_root (day, before_root, changes, rows_hash, root, written_at) values ({day}, {before}, 0, '', par.root_of({before}, {day}, 0, ''), now())"));

        Assert.Equal(words, refused.MessageText);
    }
}
