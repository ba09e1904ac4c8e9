using System.Text.Json.Nodes;
using Par.Worker.Outbox;

namespace Par.Worker.Tests.Outbox;

public sealed class OutboxTests(PostgreSql postgres)
{
    [Fact]
    public async Task What_waits_to_be_sent_is_counted_by_topic_with_the_oldest()
    {
        await using var commune = await Commune.Found(postgres);
        var began = commune.Clock.Now;
        await commune.Open(await commune.DueMany(3));
        commune.Clock.Now += TimeSpan.FromMinutes(5);
        await commune.Open(await commune.DueMany(2));
        await commune.Execute("update par.outbox set sent_at = now() where topic = 'notice.opened'");

        var pending = (await new Worker.Outbox.Outbox(commune.Source).Pending(Commune.Cancellation)).Single();

        Assert.Equal((Topic.DossierOpened, 5, began), (pending.Topic, pending.Count, pending.Oldest));
    }

    [Fact]
    public async Task Every_row_has_a_key_of_its_own_by_which_the_receiver_knows_it_again()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Open(await commune.DueMany(20));

        Assert.Equal(40, await commune.Scalar<long>("select count(distinct key) from par.outbox"));
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_told()
    {
        await using var commune = await Commune.Found(postgres);
        await using (var connection = await commune.Source.OpenConnectionAsync(Commune.Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Commune.Cancellation))
        {
            var row = OutboxRow.Of(Topic.NoticeOpened, Recipient.Person("048226000001"), new JsonObject(), commune.Clock.Now);
            await Worker.Outbox.Outbox.Write(transaction, [row], commune.Clock.Now, Commune.Cancellation);
        }

        Assert.Empty(await new Worker.Outbox.Outbox(commune.Source).Pending(Commune.Cancellation));
    }
}
