using System.Globalization;
using Dapper;
using Npgsql;
using Par.Load.Ground;
using Par.Worker.Storage;

namespace Par.Load.Intake;

/// <summary>
/// The very rows that the workers wrote, written once more by one client with plain batched INSERTs into the same tables of an empty
/// database beside it: the speed that nothing that works can pass.
/// </summary>
internal sealed class PlainInsert(Grounds ground)
{
    private const int Batch = 1_000;
    private const string Copy = "par_again";

    /// <summary>What an event leaves behind, in an order that the references between tables allow.</summary>
    private static readonly string[] Tables =
        ["inbox", "occurrence", "expectation", "finding", "finding_asked", "dossier", "once_key", "dossier_change", "queue_item", "clock", "reminder", "outbox"];

    /// <summary>How long writing took, without reading what is written.</summary>
    public async Task<(TimeSpan Took, long Rows)> Run(CancellationToken cancellation)
    {
        await using var empty = await EmptyDatabase(cancellation);
        await using var from = NpgsqlDataSource.Create(ground.Databases.WorkConnectionString);
        await using var writer = await empty.OpenConnectionAsync(cancellation);
        await using var reader = await from.OpenConnectionAsync(cancellation);
        foreach (var table in (string[])["agency", "dossier_counter"])
        {
            await Take(reader, writer, table, cancellation);
        }

        var (took, rows) = (TimeSpan.Zero, 0L);
        foreach (var table in Tables)
        {
            var (spent, count) = await Take(reader, writer, table, cancellation);
            (took, rows) = (took + spent, rows + count);
        }

        return (took, rows);
    }

    private static async Task<(TimeSpan Took, long Rows)> Take(NpgsqlConnection from, NpgsqlConnection to, string table, CancellationToken cancellation)
    {
        var columns = (await from.QueryAsync<(string Name, string Type)>(
            """
            select attname, format_type(atttypid, atttypmod)
              from pg_attribute
             where attrelid = ('par.' || @table)::regclass and attnum > 0 and not attisdropped and attidentity = ''
             order by attnum
            """,
            new { table })).ToList();
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        var (took, count) = (TimeSpan.Zero, 0L);
        await using var read = new NpgsqlCommand(
            $"select {string.Join(", ", columns.Select(column => $"\"{column.Name}\"::text"))} from par.{table} order by ctid", from)
        { CommandTimeout = 600 };
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        for (var more = true; more;)
        {
            var batch = columns.Select(_ => new List<string?>(Batch)).ToList();
            while (batch[0].Count < Batch && (more = await rows.ReadAsync(cancellation)))
            {
                for (var column = 0; column < columns.Count; column++)
                {
                    batch[column].Add(rows.IsDBNull(column) ? null : rows.GetString(column));
                }
            }

            if (batch[0].Count == 0)
            {
                break;
            }

            count += batch[0].Count;
            took += await Insert(to, table, names, columns, batch, cancellation);
        }

        return (took, count);
    }

    private static async Task<TimeSpan> Insert(
        NpgsqlConnection to, string table, string names, List<(string Name, string Type)> columns, List<List<string?>> batch, CancellationToken cancellation)
    {
        // An array of arrays would have to be of one length: those columns travel as text and are read by the server.
        var values = string.Join(", ", columns.Select((column, place) => column.Type.EndsWith("[]", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"c{place}::{column.Type}")
            : string.Create(CultureInfo.InvariantCulture, $"c{place}")));
        var arrays = string.Join(", ", columns.Select((column, place) => string.Create(
            CultureInfo.InvariantCulture, $"${place + 1}::text[]{(column.Type.EndsWith("[]", StringComparison.Ordinal) ? "" : $"::{column.Type}[]")}")));
        var places = string.Join(", ", columns.Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"c{place}")));
        await using var command = new NpgsqlCommand($"insert into par.{table} ({names}) select {values} from unnest({arrays}) as page ({places})", to);
        foreach (var column in batch)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = column.ToArray() });
        }

        var began = TimeProvider.System.GetTimestamp();
        await command.ExecuteNonQueryAsync(cancellation);
        return TimeProvider.System.GetElapsedTime(began);
    }

    private async Task<NpgsqlDataSource> EmptyDatabase(CancellationToken cancellation)
    {
        var owner = new NpgsqlConnectionStringBuilder(ground.Databases.WorkConnectionString);
        await using (var connection = new NpgsqlConnection(ground.Cluster.AdminConnectionString))
        {
            await connection.ExecuteAsync(new CommandDefinition($"drop database if exists {Copy} with (force)", cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition($"create database {Copy} owner {owner.Username} template template0 encoding 'UTF8'", cancellationToken: cancellation));
        }

        owner.Database = Copy;
        var source = Database.Open(owner.ConnectionString);
        await new Migrator(source).Migrate(cancellation);
        return source;
    }
}
