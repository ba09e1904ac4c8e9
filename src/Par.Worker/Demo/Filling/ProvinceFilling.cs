using Npgsql;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Filling;

/// <summary>Fills the registries side by side while households are drawn one by one: memory does not grow with the province.</summary>
internal sealed class ProvinceFilling(ProvinceDatabases databases)
{
    private const int Batch = 256;

    /// <summary>Draws and writes so many people; <paramref name="meet"/> sees every household once, in the order drawn.</summary>
    public async Task Fill(Province province, int people, Action<Household> meet, CancellationToken cancellation)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tables = new Tables(province.Confirmed).All();
        var running = tables
            .Select(table => Together(() => table.Run(databases[table.Registry].WriterConnectionString, failed.Token), failed))
            .Append(Together(() => DrawAll(province, people, meet, tables, failed.Token), failed));
        await Task.WhenAll(running);
        await Catchments.Lay(databases[RegistrySchema.Education].WriterConnectionString, province, cancellation);
        await Task.WhenAll(databases.Registries.Select(registry => Analyze(registry, cancellation)));
    }

    private static async Task DrawAll(Province province, int people, Action<Household> meet, IReadOnlyList<TableFill> tables, CancellationToken cancellation)
    {
        foreach (var households in new Households(province).Until(people).Chunk(Batch))
        {
            foreach (var household in households)
            {
                meet(household);
            }

            foreach (var table in tables)
            {
                await table.Input.WriteAsync(households, cancellation);
            }
        }

        foreach (var table in tables)
        {
            table.Input.Complete();
        }
    }

    private static async Task Analyze(RegistryDatabase registry, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(registry.WriterConnectionString);
        await connection.OpenAsync(cancellation);
        await using var analyze = new NpgsqlCommand("analyze", connection) { CommandTimeout = 600 };
        await analyze.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>When one fails, the others stop; WhenAll then reports the failure, not the stopping.</summary>
    private static async Task Together(Func<Task> part, CancellationTokenSource failed)
    {
        try
        {
            await Task.Run(part, CancellationToken.None);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }
}
