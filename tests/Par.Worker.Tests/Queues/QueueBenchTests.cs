using Npgsql;
using Par.Load.Queues;

namespace Par.Worker.Tests.Queues;

/// <summary>What the figures of queues rest on: both ways do the same, on rows as the service of today has them.</summary>
public sealed class QueueBenchTests
{
    [Fact]
    public async Task The_service_and_raw_statements_complete_alike_on_the_ground_of_the_bench()
    {
        const string approved = "select count(*) from par.dossier_change where change = 'approved'";
        var cancellation = TestContext.Current.CancellationToken;
        await using var ground = await QueueGround.Lay(4_000, 1, Path.Combine(Repository.Root, "rules"), cancellation);
        var shift = new QueueShift(ground);
        await using var raw = await shift.Raw(cancellation);
        await using var connection = new NpgsqlConnection(ground.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var count = new NpgsqlCommand(approved, connection);

        await shift.InTurns(raw, 1, 2, cancellation);
        Assert.Equal(4L, await count.ExecuteScalarAsync(cancellation));

        await shift.InTurns(raw, 2, 1, cancellation);
        Assert.Equal(8L, await count.ExecuteScalarAsync(cancellation));
    }
}
