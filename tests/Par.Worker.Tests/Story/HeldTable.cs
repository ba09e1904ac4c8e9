using Dapper;
using Npgsql;

namespace Par.Worker.Tests.Story;

/// <summary>
/// Holds a table of the work database so that nobody can write to it: the next round that wants to is caught in its middle, with
/// what it wrote before and has not committed. Held for a moment only, because a round that waits holds back all feeds.
/// </summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly string table;

    private HeldTable(NpgsqlConnection connection, NpgsqlTransaction transaction, string table) =>
        (this.connection, this.transaction, this.table) = (connection, transaction, table);

    public static async Task<HeldTable> Take(StoryProvince province, string table)
    {
        var connection = await province.OpenWork();
        var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync($"lock table {table} in share mode", transaction: transaction);
        return new HeldTable(connection, transaction, table);
    }

    /// <summary>Waits until a round, known by the partition it has locked, has written something and is held up here.</summary>
    public Task UntilARoundIsCaught() => Eventually.True(async () => await connection.ExecuteScalarAsync<bool>(
        """
        select exists (
               select from pg_locks as waiting
                 join pg_locks as round on round.pid = waiting.pid and round.relation = 'par.inbox_partition'::regclass
                 join pg_locks as wrote on wrote.pid = waiting.pid and wrote.mode = 'RowExclusiveLock' and wrote.granted
                where waiting.relation = @table::regclass
                  and not waiting.granted)
        """,
        new { table },
        transaction));

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
