using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Demo.Reckoning;

/// <summary>
/// Counts, over the registries and the work database, what was lost, doubled or left without a due date. It shares no query and no
/// rule with the worker that it checks: plain SQL, joined here, and slow where slow is plainer.
/// </summary>
internal sealed class IndependentReckoning(ProvinceDatabases databases)
{
    /// <summary>Birthdays count from the first to the last day given, both included.</summary>
    public async Task<Reckoned> Reckon(DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        await using var work = new NpgsqlConnection(databases.WorkConnectionString);
        await work.OpenAsync(cancellation);
        var told = await Told(work, cancellation);
        var opened = (await work.QueryAsync<(string, string)>(Command(Sql.Read("Demo/Reckoning/opened.sql"), null, cancellation))).ToHashSet();
        var due = await new ClearlyDue(databases).Find(first, last, cancellation);
        var twice = await work.QueryAsync<(string Procedure, string Subject)>(Command(Sql.Read("Demo/Reckoning/twice.sql"), new { onceInALife = ClearlyDue.OnceInALife }, cancellation));
        var withoutDueDate = await work.QueryAsync<string>(Command(Sql.Read("Demo/Reckoning/without_due_date.sql"), null, cancellation));
        return new Reckoned
        {
            LifeEvents = told.LifeEvents,
            FeedRows = told.Rows,
            Lost = [.. told.Lost, .. due.Where(one => !opened.Contains((one.Procedure, one.Person))).Select(one => $"{one.Procedure} for {one.Person}: {one.Because}")],
            Twice = [.. twice.Select(pair => $"{pair.Procedure} for {pair.Subject}")],
            WithoutDueDate = [.. withoutDueDate],
        };
    }

    private static CommandDefinition Command(string text, object? values, CancellationToken cancellation) =>
        new(text, values, commandTimeout: 300, cancellationToken: cancellation);

    private async Task<(long LifeEvents, long Rows, List<string> Lost)> Told(NpgsqlConnection work, CancellationToken cancellation)
    {
        var (lifeEvents, rows) = (0L, 0L);
        var lost = new List<string>();
        foreach (var registry in databases.Registries)
        {
            await using var reader = new NpgsqlConnection(registry.ReaderConnectionString);
            await reader.OpenAsync(cancellation);
            await reader.ExecuteAsync($"set search_path to {registry.Schema.Schema}");
            var told = (await reader.QueryAsync<Guid>(Command(Sql.Read("Demo/Reckoning/feed.sql"), null, cancellation))).ToList();
            rows += await reader.ExecuteScalarAsync<long>(Command(Sql.Read("Demo/Reckoning/feed_rows.sql"), null, cancellation));
            lifeEvents += told.Count;

            var takenIn = await work.QueryAsync<Guid>(Command(Sql.Read("Demo/Reckoning/taken_in.sql"), new { registry = registry.Schema.Registry }, cancellation));
            lost.AddRange(told.Except(takenIn).Select(uid => $"life event {uid} of {registry.Schema.Registry}: not taken in"));
        }

        return (lifeEvents, rows, lost);
    }
}
