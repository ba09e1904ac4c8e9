using System.Data;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Queues;

public sealed class HeldSnapshotsTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_snapshot_that_is_held_open_is_an_alarm_that_names_its_backend_until_it_ends()
    {
        await using var commune = await Commune.Found(postgres);
        var alarms = new Worker.Alarms.Alarms(commune.Source, commune.Clock);
        var snapshots = new HeldSnapshots(commune.Source, alarms, Options.Create(new QueueOptions { AlarmWhenSnapshotHeldFor = TimeSpan.Zero }));
        Assert.Equal(0, await snapshots.Look(Commune.Cancellation));

        int backend;
        await using (var holder = new NpgsqlConnection(commune.Database.ConnectionString + ";Application Name=a long report"))
        {
            await holder.OpenAsync(Commune.Cancellation);
            backend = holder.ProcessID;
            await using var transaction = await holder.BeginTransactionAsync(IsolationLevel.RepeatableRead, Commune.Cancellation);
            await using var read = new NpgsqlCommand("select count(*) from par.queue_item", holder, transaction);
            await read.ExecuteScalarAsync(Commune.Cancellation);

            Assert.Equal(1, await snapshots.Look(Commune.Cancellation));
            var alarm = Assert.Single(await alarms.Open(Commune.Cancellation));
            Assert.Equal(("heldBack", "work database"), (alarm.Kind, alarm.About));
            Assert.StartsWith(
                $"A snapshot of the work database is held open, so that claims get slower: backend {backend} (a long report, ", alarm.Says, StringComparison.Ordinal);
            Assert.Equal(0, await new HeldSnapshots(commune.Source, alarms, Options.Create(new QueueOptions())).Look(Commune.Cancellation));
            await snapshots.Look(Commune.Cancellation);
        }

        NpgsqlConnection.ClearAllPools();
        await Eventually.True(async () => await snapshots.Look(Commune.Cancellation) == 0);
        Assert.Empty(await alarms.Open(Commune.Cancellation));
    }
}
