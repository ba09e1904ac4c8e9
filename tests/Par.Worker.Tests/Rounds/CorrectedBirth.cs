using Par.Worker.Agencies;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Rounds;

/// <summary>A birth that has opened its dossiers, and what registries and officers do to it afterwards.</summary>
internal sealed class CorrectedBirth : IAsyncDisposable
{
    public const string Child = "048226000051";
    public const string Mother = "048199000052";
    public const string OtherMother = "048199000053";
    public const string Police = "commune-police/hai-chau";
    public const string Officer = "lan";

    private readonly LinkedRegistries registries;
    private readonly CopiedRules? rules;
    private int taken = 1;

    private CorrectedBirth(LinkedRegistries registries, WorkerBench bench, CopiedRules? rules, Guid birth)
    {
        (this.registries, this.rules) = (registries, rules);
        (Bench, Birth) = (bench, birth);
    }

    public WorkerBench Bench { get; }

    public LinkedRegistries Registries => registries;

    public Guid Birth { get; }

    /// <summary>The residence dossier of the child: the one of level 3.</summary>
    public Guid Residence { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CorrectedBirth> Happen(PostgreSql postgres, CopiedRules? rules = null)
    {
        var registries = await LinkedRegistries.Create(postgres);
        var bench = await WorkerBench.Create(
            postgres, registries, settings: rules is null ? [] : [("Rules:Folder", rules.Folder)]);
        await bench.Get<Officers>().Enlist([new Officer { Id = Officer, Agency = Police, Name = "Trần Thị Lan", Capacity = 10 }], Cancellation);
        await registries.Person(OtherMother, new DateOnly(1998, 1, 1), "an-khe");
        var happened = new CorrectedBirth(registries, bench, rules, await registries.Birth(Child, Mother));
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        happened.Residence = await bench.Scalar<Guid>("select id from par.dossier where rule = 'residence.newborn'");
        return happened;
    }

    /// <summary>Reports a correction or an annulment, and takes it in without a round.</summary>
    public async Task<Guid> Report(string kind, string body, Guid? corrects = null, string subject = Child)
    {
        var uid = await registries.Report("civil-status", kind, subject, body, corrects: corrects ?? Birth);
        await Bench.TakeIn("civil-status", ++taken);
        return uid;
    }

    /// <summary>The registry annuls the birth, and the worker works.</summary>
    public async Task<Guid> Annul()
    {
        var uid = await Report("birth.annulled", """{"registrationNo": "B", "annulledOn": "2026-11-22"}""");
        await Bench.Rounds();
        return uid;
    }

    /// <summary>The registry corrects the birth, and the worker works.</summary>
    public async Task<Guid> Correct(string mother = Mother, string childName = "Trần An", string registeredOn = "2026-11-20", Guid? corrects = null)
    {
        var uid = await Report("birth.corrected", Body(mother, childName, registeredOn), corrects);
        await Bench.Rounds();
        return uid;
    }

    public static string Body(string mother = Mother, string childName = "Trần An", string registeredOn = "2026-11-20") =>
        LinkedRegistries.BirthBody(Child, mother, registeredOn).Replace("Trần An", childName, StringComparison.Ordinal);

    public async Task<Claim> Claim() =>
        Assert.IsType<ClaimAnswer.Claimed>(await Bench.Get<AgencyQueues>().Claim(Residence, Officer, Cancellation)).Claim;

    public async Task Approve()
    {
        var claim = await Claim();
        Assert.IsType<CompleteAnswer.Completed>(
            await Bench.Get<Worker.Outcomes.Outcomes>().Complete(Residence, Officer, claim.Attempt, Decision.Approved, null, Cancellation));
    }

    /// <summary>The state of the residence dossier, the last thing in its history, and the task it lies in a queue with.</summary>
    public Task<string?> Standing() => Bench.Scalar<string>(
        """
        select dossier.state || ', ' || (select change from par.dossier_change where dossier = dossier.id order by position desc limit 1)
               || ', ' || coalesce((select task || ' at ' || item.agency from par.queue_item item where item.dossier = dossier.id), 'in no queue')
          from par.dossier
         where id = @Residence
        """,
        new { Residence });

    /// <summary>Who was told what of the residence dossier since it was opened.</summary>
    public async Task<string> Told() => string.Join("; ", await Bench.Rows<string>(
        """
        select topic || ' to ' || recipient
          from par.outbox
         where body ->> 'dossier' = @Residence::text
           and topic not in ('dossier.opened', 'notice.opened', 'notice.outcome', 'dossier.outcome')
         order by id
        """,
        new { Residence }));

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        await registries.DisposeAsync();
        rules?.Dispose();
    }
}
