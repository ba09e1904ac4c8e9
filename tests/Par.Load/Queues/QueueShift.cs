using Par.Worker.Agencies;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Load.Queues;

/// <summary>Officers at work: each claims at their own agency and completes what they claimed.</summary>
internal sealed class QueueShift(QueueGround ground)
{
    private readonly AgencyQueues queues = ground.Get<AgencyQueues>();
    private readonly Outcomes outcomes = ground.Get<Outcomes>();
    private readonly Norms norms = ground.Get<Norms>();
    private int turn;

    public Task<RawQueue> Raw(CancellationToken cancellation) => RawQueue.Open(ground.ConnectionString, cancellation);

    /// <summary>Dossiers a second by the product's code and by raw Npgsql, which take turns from cycle to cycle; who goes first changes too.</summary>
    public async Task<(double Product, double Hand)> InTurns(RawQueue raw, int batch, int cycles, CancellationToken cancellation)
    {
        var (product, hand) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            for (var time = 0; time < 2; time++)
            {
                var (agency, officer) = Next();
                var norm = norms.Of(agency, TimeProvider.System.GetUtcNow());
                var began = TimeProvider.System.GetTimestamp();
                if ((cycle + time) % 2 == 0)
                {
                    await ClaimAndComplete(agency, officer, batch, cancellation);
                    product += TimeProvider.System.GetElapsedTime(began);
                }
                else
                {
                    await raw.ClaimAndComplete(agency, officer, batch, norm, cancellation);
                    hand += TimeProvider.System.GetElapsedTime(began);
                }
            }
        }

        return (cycles * batch / product.TotalSeconds, cycles * batch / hand.TotalSeconds);
    }

    /// <summary>Dossiers a second by so many officers at once, one by one, for so long.</summary>
    public async Task<double> Together(int officers, TimeSpan time, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, officers).Select(async _ =>
        {
            var mine = 0;
            while (TimeProvider.System.GetElapsedTime(began) < time)
            {
                var (agency, officer) = Next();
                mine += await ClaimAndComplete(agency, officer, 1, cancellation);
            }

            return mine;
        }));
        return done.Sum() / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Dossiers a second at one agency, one by one.</summary>
    public async Task<double> At(string agency, int dossiers, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var done = 0; done < dossiers; done++)
        {
            await ClaimAndComplete(agency, QueueGround.Officer(agency, done), 1, cancellation);
        }

        return dossiers / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private (string Agency, string Officer) Next()
    {
        var next = Interlocked.Increment(ref turn);
        var agency = ground.Agencies[next % ground.Agencies.Count];
        return (agency, QueueGround.Officer(agency, next / ground.Agencies.Count));
    }

    private async Task<int> ClaimAndComplete(string agency, string officer, int batch, CancellationToken cancellation)
    {
        var claims = await queues.ClaimNext(agency, officer, batch, cancellation);
        var answers = await outcomes.Complete(
            [.. claims.Select(claim => (claim.Dossier, claim.Attempt))], officer, Decision.Approved, null, cancellation, "bench");
        return claims.Count < batch
            ? throw new InvalidOperationException($"{claims.Count} of {batch} dossiers were claimed at '{agency}': its queue is empty, take more --dossiers.")
            : answers.OfType<CompleteAnswer.Refused>().FirstOrDefault() is { Why: var why }
            ? throw new InvalidOperationException($"A dossier claimed at '{agency}' was not completed: {why.Words.En}")
            : batch;
    }
}
