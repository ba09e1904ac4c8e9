using System.Threading.Channels;
using Npgsql;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Filling;

/// <summary>Streams one table of one registry by binary COPY, at the pace of its server; what waits for it is bounded.</summary>
internal sealed class TableFill(RegistrySchema registry, string columns, Action<NpgsqlBinaryImporter, Household> write)
{
    private readonly Channel<Household[]> waiting = Channel.CreateBounded<Household[]>(4);

    public RegistrySchema Registry => registry;

    public ChannelWriter<Household[]> Input => waiting.Writer;

    public async Task Run(string writer, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(writer);
        await connection.OpenAsync(cancellation);
        await using var importer = await connection.BeginBinaryImportAsync($"copy {columns} from stdin (format binary)", cancellation);
        importer.Timeout = TimeSpan.FromMinutes(10);
        await foreach (var households in waiting.Reader.ReadAllAsync(cancellation))
        {
            foreach (var household in households)
            {
                write(importer, household);
            }
        }

        await importer.CompleteAsync(cancellation);
    }
}
