using System.Globalization;
using Dapper;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Demo.People;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Worker.Demo;

/// <summary>
/// Two officers at every agency, to sign in as, the first of them a supervisor; and, at a gentle rate, people who answer and officers who decide, through the same
/// doors as everybody else. They never touch more than half of what was opened, so that something is left for the visitor.
/// </summary>
internal sealed class DemoOfficers(IServiceProvider worker, NpgsqlDataSource work, int seed, TimeProvider clock)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    private readonly Random random = new(seed);
    private readonly AgencyQueues queues = worker.GetRequiredService<AgencyQueues>();
    private readonly Outcomes.Outcomes outcomes = worker.GetRequiredService<Outcomes.Outcomes>();
    private readonly List<Claim> held = [];
    private int requests;

    public async Task Enlist(CancellationToken cancellation)
    {
        var officers = worker.GetRequiredService<Officers>();
        var agencies = worker.GetRequiredService<AgencyDirectory>();
        var names = new Random(seed);
        await officers.Enlist(
            [.. agencies.All.OrderBy(agency => agency.Id, StringComparer.Ordinal).SelectMany(agency => Enumerable.Range(1, 2).Select(number =>
                officers.New($"{agency.Id}/{number}", agency.Id, Names.Full(names, Names.Family(names), number == 1 ? Sex.Female : Sex.Male, young: false)) with { Supervisor = number == 1 }))],
            cancellation);
    }

    /// <summary>Acts until told to stop; what an officer holds then goes back when its lease ends.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await CompleteOne(stop);
                if (await MayTouchMore(stop))
                {
                    await AnswerOne(stop);
                    await ClaimOne(stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop is how their day ends.
        }
    }

    private async Task<bool> MayTouchMore(CancellationToken stop)
    {
        const string share = """
            select count(*) filter (where state not in ('prepared', 'queued')) * 2 < count(*)
              from par.dossier
            """;

        await using var connection = await work.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(share, cancellationToken: stop));
    }

    private async Task AnswerOne(CancellationToken stop)
    {
        const string oldest = "select id, request_needed from par.dossier where state = 'prepared' order by opened_at, id limit 1 offset @skip";

        await using var connection = await work.OpenConnectionAsync(stop);
        var asked = await connection.QuerySingleOrDefaultAsync<(Guid Dossier, bool RequestNeeded)?>(
            new CommandDefinition(oldest, new { skip = random.Next(20) }, cancellationToken: stop));
        if (asked is { } one)
        {
            var answer = new PersonsAnswer
            {
                Yes = random.Chance(0.85),
                Channel = one.RequestNeeded ? AnswerChannel.Writing : AnswerChannel.VneId,
                Request = one.RequestNeeded ? string.Create(CultureInfo.InvariantCulture, $"MP-{++requests:0000}") : null,
            };
            await outcomes.RecordAnswer(one.Dossier, answer, DossierMove.SimulatedPerson, stop);
        }
    }

    private async Task ClaimOne(CancellationToken stop)
    {
        const string busiest = """
            select agency
              from par.queue_item
             where task = 'handle' and officer is null
             group by agency
             order by count(*) desc, agency
             limit 1 offset @skip
            """;

        await using var connection = await work.OpenConnectionAsync(stop);
        var agency = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(busiest, new { skip = random.Next(10) }, cancellationToken: stop));
        if (agency is not null && await queues.ClaimNext(agency, $"{agency}/{random.Next(1, 3)}", stop) is { } claim)
        {
            held.Add(claim);
        }
    }

    /// <summary>A decision a few ticks after the claim; now and then a rejection, which an officer has to give a reason for.</summary>
    private async Task CompleteOne(CancellationToken stop)
    {
        if (held.Count < 4)
        {
            return;
        }

        var claim = held[0];
        held.RemoveAt(0);
        var decision = random.Chance(0.95) ? Decision.Approved : Decision.Rejected;
        await outcomes.Complete(
            claim.Dossier,
            claim.Officer,
            claim.Attempt,
            decision,
            decision == Decision.Rejected ? "Thông tin trong cơ sở dữ liệu chưa khớp; đã hẹn người dân bổ sung." : null,
            stop);
    }
}
