using Par.Worker.Alarms;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Story;

/// <summary>Communes are merged and split while dossiers are open: each goes on at the agency that took the place of its own.</summary>
public sealed class ReorganisationTests(PostgreSql postgres)
{
    private const string Child = "048226000101";
    private const string Mother = "048199000102";
    private const string SecondChild = "048226000103";
    private const string SecondMother = "048199000104";

    private const string Merged = """
        source: test
        checked: 2026-11-26
        successions:
          - {from: hai-chau, to: [hoa-cuong], kind: merge, on: 2026-12-01}
        """;

    private const string Split = """
        source: test
        checked: 2026-11-26
        successions:
          - {from: hai-chau, to: [hoa-cuong, an-khe], kind: split, on: 2026-12-01}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_dossier_goes_to_the_agency_of_the_merged_commune_with_its_number_and_its_term()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reorganised(Merged);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        var before = await Standing(bench);
        Assert.Equal(0, await bench.Get<Transfers>().Run(Cancellation));

        bench.Clock.Now = new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, await bench.Get<Transfers>().Run(Cancellation));
        Assert.Equal(0, await bench.Get<Transfers>().Run(Cancellation));

        Assert.Equal(before.Select(row => row.Replace("hai-chau", "hoa-cuong", StringComparison.Ordinal)), await Standing(bench));
        Assert.Equal(
            ["Địa bàn đã được sắp xếp lại; hồ sơ được chuyển đến cơ quan kế nhiệm, thời hạn giữ nguyên."],
            await bench.Rows<string>("select distinct reason from par.dossier_change where change = 'transferred'"));
        Assert.Equal(
            ["agency/commune-police/hai-chau dossier.transferred", "agency/commune-police/hoa-cuong dossier.transferred", $"person/{Mother} notice.transferred"],
            await bench.Rows<string>(
                """
                select recipient || ' ' || topic
                  from par.outbox
                 where topic like '%transferred' and body ->> 'procedure' = '1.004222'
                 order by recipient
                """));
    }

    [Fact]
    public async Task A_person_whose_record_still_names_the_old_commune_is_served_by_the_new_one()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reorganised(Merged);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        bench.Clock.Now = new DateTimeOffset(2026, 12, 2, 3, 0, 0, TimeSpan.Zero);
        await registries.Birth(SecondChild, SecondMother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();

        Assert.Equal(
            ["commune-police/hoa-cuong", "social-insurance/hoa-cuong"],
            await bench.Rows<string>("select agency from par.dossier order by agency"));
    }

    [Fact]
    public async Task After_a_split_a_person_sends_each_dossier_to_its_agency_and_is_reminded_until_then()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reorganised(Split);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        bench.Clock.Now = new DateTimeOffset(2026, 12, 2, 3, 0, 0, TimeSpan.Zero);

        Assert.Equal(0, await bench.Get<Transfers>().Run(Cancellation));
        Assert.Equal(
            ["commune-police/hai-chau", "social-insurance/hai-chau"],
            (await bench.Get<Par.Worker.Alarms.Alarms>().Open(Cancellation)).Where(alarm => alarm.Kind == AlarmKind.Unrouted).Select(alarm => alarm.About).Order());

        foreach (var (kind, area) in new[] { ("commune-police", "an-khe"), ("social-insurance", "hoa-cuong") })
        {
            var number = await bench.Scalar<string>("select number from par.dossier where agency = @agency", new { agency = $"{kind}/hai-chau" });
            Assert.Null(await bench.Get<Transfers>().Send(number!, $"{kind}/{area}", "Lan", "Thường trú ở tổ 5.", Cancellation));
            Assert.Equal(
                $"The dossier {number} is at '{kind}/{area}' already.",
                await bench.Get<Transfers>().Send(number!, $"{kind}/{area}", "Lan", "Thường trú ở tổ 5.", Cancellation));
        }

        await bench.Get<Transfers>().Run(Cancellation);
        Assert.Equal(["commune-police/an-khe", "social-insurance/hoa-cuong"], await bench.Rows<string>("select agency from par.queue_item order by agency"));
        Assert.Equal(["Lan"], await bench.Rows<string>("select distinct actor from par.dossier_change where change = 'transferred'"));
        Assert.DoesNotContain(await bench.Get<Par.Worker.Alarms.Alarms>().Open(Cancellation), alarm => alarm.Kind == AlarmKind.Unrouted);
    }

    [Fact]
    public async Task A_dossier_that_cannot_be_sent_says_why()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reorganised(Merged);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        await bench.Execute("insert into par.officer (id, agency, name, capacity) values ('lan', 'commune-police/hai-chau', 'Lan', 9)");
        var dossier = await bench.Scalar<Guid>("select id from par.dossier where agency = 'commune-police/hai-chau'");
        var number = await bench.Scalar<string>("select number from par.dossier where id = @dossier", new { dossier });

        Task<string?> Send(string written, string to) => bench.Get<Transfers>().Send(written, to, "Lan", "Thường trú ở tổ 5.", Cancellation);
        Assert.Equal("There is no dossier 'H17-0': write its number as the desk shows it, such as H17.5-260313-0001.", await Send("H17-0", "commune-police/an-khe"));
        Assert.Equal(
            $"'commune-police/hai-chau' is competent today for the dossier {number}, and 'social-insurance/an-khe' is of another kind: send it to an agency 'commune-police/...'.",
            await Send(dossier.ToString().ToUpperInvariant(), "social-insurance/an-khe"));
        Assert.IsType<ClaimAnswer.Claimed>(await bench.Get<AgencyQueues>().Claim(dossier, "lan", Cancellation));
        Assert.Equal(
            $"An officer of 'commune-police/hai-chau' holds the dossier {number}: send it when it is given back.", await Send(number!, "commune-police/an-khe"));
        await bench.Execute("delete from par.queue_item");
        Assert.Equal($"The dossier {number} waits in no queue, for it is inProgress: only what waits can be sent.", await Send(number!, "commune-police/an-khe"));
        bench.Clock.Now = new DateTimeOffset(2026, 12, 2, 3, 0, 0, TimeSpan.Zero);
        await bench.Execute("insert into par.queue_item (dossier, agency, task, due_at, queued_at) values (@dossier, 'commune-police/an-khe', 'handle', now(), now())", new { dossier });
        await bench.Execute("update par.dossier set agency = 'commune-police/an-khe'");
        Assert.Equal(
            "'commune-police/hai-chau' is not competent today: send the dossier to the agency that took its place.", await Send(number!, "commune-police/hai-chau"));
    }

    [Fact]
    public async Task What_an_officer_holds_goes_when_it_is_given_back()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = Reorganised(Merged);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        await bench.Execute("insert into par.officer (id, agency, name, capacity) values ('lan', 'commune-police/hai-chau', 'Lan', 9)");
        var dossier = await bench.Scalar<Guid>("select id from par.dossier where agency = 'commune-police/hai-chau'");
        bench.Clock.Now = new DateTimeOffset(2026, 12, 2, 3, 0, 0, TimeSpan.Zero);
        var claim = Assert.IsType<ClaimAnswer.Claimed>(await bench.Get<AgencyQueues>().Claim(dossier, "lan", Cancellation)).Claim;

        Assert.Equal(1, await bench.Get<Transfers>().Run(Cancellation));
        Assert.Equal("commune-police/hai-chau", await bench.Scalar<string>("select agency from par.dossier where id = @dossier", new { dossier }));

        await bench.Get<AgencyQueues>().Release(dossier, "lan", claim.Attempt, Cancellation);
        Assert.Equal(1, await bench.Get<Transfers>().Run(Cancellation));
        Assert.Equal("commune-police/hoa-cuong", await bench.Scalar<string>("select agency from par.dossier where id = @dossier", new { dossier }));
    }

    private static CopiedRules Reorganised(string successions)
    {
        var rules = new CopiedRules((
            "catalogue/agencies.yaml", "areaClass: urban, from: 2025-07-01, code: \"20242\"", "areaClass: urban, from: 2025-07-01, until: 2026-11-30, code: \"20242\""));
        return rules.With("catalogue/successions.yaml", successions);
    }

    private static Task<IReadOnlyList<string>> Standing(WorkerBench bench) => bench.Rows<string>(
        """
        select dossier.number || ' ' || dossier.agency || ' ' || item.agency || ' ' || item.due_at || ' ' || clock.due_at
          from par.dossier
          join par.queue_item as item on item.dossier = dossier.id
          join par.clock on clock.dossier = dossier.id and clock.stopped_at is null and clock.kind in ('statutory', 'answer')
         order by dossier.agency
        """);
}
