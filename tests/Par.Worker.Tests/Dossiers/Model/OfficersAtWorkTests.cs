using CsCheck;
using Par.Worker.Audits;

namespace Par.Worker.Tests.Dossiers.Model;

/// <summary>
/// Officers, people and the engine at work at once on the same dossiers, through the product's own doors and by plans that CsCheck draws (it prints its seed). Whatever
/// they do, each history is one that the model allows, and afterwards nothing is lost, doubled or beyond capacity.
/// </summary>
public sealed class OfficersAtWorkTests(PostgreSql postgres)
{
    private const int Dossiers = 24;
    private const int Steps = 60;
    private const int Capacity = 2;
    private const double HalfLookedAtTwice = 0.5;

    // Each key is one dossier's: where every dossier that is open or granted has its own, there are no two for the same thing.
    private const string Keyless = """
        select count(*)::int
          from par.dossier
         where state not in ('rejected', 'withdrawn', 'declined', 'expired')
           and not exists (select from par.once_key where once_key.dossier = dossier.id and freed_at is null)
        """;

    private static readonly string[] Officers = ["an", "binh", "cuc", "dung"];

    // What each officer, the person and the engine choose, step by step; of a plan that fails CsCheck looks for a shorter one that fails too.
    private static Gen<int[][]> Plans => Gen.Int[0, int.MaxValue - 1].Array[Steps / 2, Steps].Array[Officers.Length + 2];

    [Fact]
    public Task No_dossier_twice_none_lost_capacity_never_passed_and_every_history_whole() => Plans.SampleAsync(Play, iter: 3, threads: 1);

    private async Task Play(int[][] plan)
    {
        await using var commune = await Commune.Found(postgres);
        commune.Looks.Share = HalfLookedAtTwice;
        foreach (var officer in Officers)
        {
            await commune.Enlist(officer, capacity: Capacity);
        }

        var due = (await commune.DueMany(Dossiers / 2)).Concat(await commune.DueMany(Dossiers / 2, level: 2)).ToList();
        await commune.Execute("update par.finding set explanation = jsonb_build_object('once', jsonb_build_object('gate', rule, 'key', id))");
        var work = new WorkAtOnce(commune, Officers, due, [.. (await commune.Open(due)).Dossiers.Select(opened => opened.Dossier)]);
        using var ended = new CancellationTokenSource();
        var watch = Watch(commune, ended.Token);

        await Task.WhenAll(
        [
            .. Officers.Select((officer, place) => Act(plan[place], random => work.Officer(officer, random))),
            Act(plan[^2], work.Person),
            Act(plan[^1], work.Engine),
        ]);
        await ended.CancelAsync();

        Assert.Equal("", await watch);
        Complaints.None([.. await AsTheModelHasIt(commune, work), .. await Chained(commune)]);
        Assert.Equal(work.Opened, await commune.Scalar<int>("select count(*)::int from par.dossier"));
        Assert.Equal(0, await commune.Scalar<int>(Keyless));
    }

    private static async Task Act(int[] choices, Func<Random, Task> act)
    {
        foreach (var choice in choices)
        {
            await act(new Random(choice));
        }
    }

    /// <summary>Looks while they are at work: in every moment an officer holds what counts as held, and no more than may be.</summary>
    private static async Task<string> Watch(Commune commune, CancellationToken ended)
    {
        const string beyond = """
            select string_agg(officer.id || ' holds ' || officer.holding || ' and has ' || has.items, ', ')
              from par.officer
             cross join lateral (select count(*) as items from par.queue_item where queue_item.officer = officer.id) as has
             where officer.holding <> has.items
                or has.items > officer.capacity
            """;

        while (!ended.IsCancellationRequested)
        {
            if (await commune.Scalar<string?>(beyond) is { } found)
            {
                return found;
            }
        }

        return "";
    }

    private static async Task<IReadOnlyList<string>> AsTheModelHasIt(Commune commune, WorkAtOnce work)
    {
        const string rows = """
            select dossier as "Dossier", position as "Position", change as "Change", came_from as "CameFrom", state as "State", actor as "Actor",
                   detail->>'to' as "To", detail->>'decided' as "Decided"
              from par.dossier_change
             order by dossier, position
            """;
        const string stands = """
            select dossier.id::text || ' ' || dossier.state || ' ' || coalesce(item.task, 'nothing') || ' ' || coalesce(item.officer, 'nobody') || ' ' || coalesce(item.decided || ' by ' || item.decided_by, 'undecided')
              from par.dossier
              left join par.queue_item item on item.dossier = dossier.id
            """;

        var complaints = new List<string>();
        var models = new Dictionary<Guid, DossierModel>();
        var history = await commune.Query<ModelChange>(rows);
        foreach (var row in history)
        {
            var model = models.TryGetValue(row.Dossier, out var known) ? known : models[row.Dossier] = new DossierModel();
            if (model.Apply(row) is { } complaint)
            {
                complaints.Add(complaint);
            }
        }

        var expected = models.Select(pair => $"{pair.Key} {pair.Value.State} {pair.Value.Task ?? "nothing"} {pair.Value.Holder ?? "nobody"} {(pair.Value.Decided is (var decision, var by) ? $"{decision} by {by}" : "undecided")}").Order(StringComparer.Ordinal);
        var found = (await commune.Query<string>(stands)).Order(StringComparer.Ordinal);
        complaints.AddRange(expected.Except(found).Select(line => $"The model has: {line}"));
        complaints.AddRange(found.Except(expected).Select(line => $"The database has: {line}"));

        // What was answered with done was done once, and nothing was done that was not answered so.
        var done = work.Done.GroupBy(one => one).ToDictionary(group => group.Key, group => group.Count());
        var written = history.Where(row => row.Change is not "opened" and not "leaseEnded" and not "groundFell").GroupBy(row => (row.Dossier, row.Change, row.Actor)).ToDictionary(group => group.Key, group => group.Count());
        complaints.AddRange(done.Where(pair => written.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => $"{pair.Key} was done {pair.Value} times and written {written.GetValueOrDefault(pair.Key)} times."));
        complaints.AddRange(written.Where(pair => !done.ContainsKey(pair.Key)).Select(pair => $"{pair.Key} was written and nobody was told that it was done."));
        return complaints;
    }

    private static async Task<IReadOnlyList<string>> Chained(Commune commune)
    {
        var flaws = new List<string>();
        var roots = new HistoryRoots(commune.Source, commune.Clock);
        commune.Clock.Now += TimeSpan.FromDays(2);
        await roots.Take(Commune.Cancellation);
        await new HistoryAudit(commune.Source, roots).Verify(new AuditAsked(), flaw => flaws.Add(flaw.ToString()), Commune.Cancellation);
        return flaws;
    }
}
