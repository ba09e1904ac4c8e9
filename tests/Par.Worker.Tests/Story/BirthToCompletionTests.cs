using System.Text.Json;
using Microsoft.Playwright;
using Par.Worker.Agencies;
using Par.Worker.Demo;
using Par.Worker.Demo.Life;
using Par.Worker.Tests.Demo;

namespace Par.Worker.Tests.Story;

/// <summary>The main job from one end to the other, with everything real: registries, service, HTTP and the officers' browser.</summary>
public sealed class BirthToCompletionTests(PostgreSql postgres)
{
    private const string CardClocks = """
        select kind || ' ' || clock.term
          from par.clock join par.dossier on dossier = id
         where rule = 'health-insurance.child-under-6'
           and running_since is not null
        """;

    [Fact]
    public async Task A_birth_becomes_a_dossier_that_an_officer_completes_and_an_offer_that_the_person_accepts()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 44);
        var mother = await province.Mother(Synthetic.Areas[0]);
        var child = await province.Child(mother);
        await using var service = await province.Serve(("Desk__PickOfficer", "true"));
        await province.Enlist(
            new Officer { Id = "an", Agency = "commune-police/hai-chau", Name = "Nguyễn Văn An", Capacity = 3 },
            new Officer { Id = "chi", Agency = "social-insurance/hai-chau", Name = "Lê Thị Chi", Capacity = 3 });
        await using var chromium = await Chromium.Start();
        var police = await SignIn(await chromium.Open(service.Address), "commune-police/hai-chau", "Nguyễn Văn An");
        await Assertions.Expect(police.GetByText("The queue is empty. New dossiers will appear here by themselves.")).ToBeVisibleAsync();

        var told = await province.Register(child);

        await Eventually.True(async () => await province.Count("par.queue_item") == 2);
        await TheOfficerCompletes(police, province, child);
        await TheResidenceIsSettled(province, child, told);
        await TheCardWaitsForThePerson(province, child);
        await ThePersonSaysYes(await SignIn(await chromium.Open(service.Address), "social-insurance/hai-chau", "Lê Thị Chi"), child);
        await TheCardIsInTheQueue(province, child);
    }

    private static async Task<IPage> SignIn(IPage page, string agency, string officer)
    {
        await page.GotoAsync("/agencies?lang=en");
        await page.GotoAsync($"/sign-in?agency={Uri.EscapeDataString(agency)}");
        await page.GetByLabel("Officer").SelectOptionAsync(officer);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        return page;
    }

    private static async Task TheOfficerCompletes(IPage page, StoryProvince province, Newborn child)
    {
        var (number, due) = (await province.Work<(string, string)>(
            """
            select number, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              from par.dossier join par.queue_item on dossier = id
             where rule = 'residence.newborn'
            """)).Single();
        var address = (await province.Registry<string>(RegistrySchema.Population, "select address from residence")).Single();
        await page.GotoAsync("/queue");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });
        await Assertions.Expect(row).ToContainTextAsync("Permanent residence for a newborn child");
        await Assertions.Expect(row).ToContainTextAsync($"The mother or father lives at {address}.");
        await Assertions.Expect(row).ToContainTextAsync("The child has no permanent residence yet.");
        await Assertions.Expect(row).ToContainTextAsync("working days left");
        Assert.Equal(due, await row.Locator("time").GetAttributeAsync("datetime"));
        await row.Locator("summary").ClickAsync();
        await Assertions.Expect(row.Locator("dl.fields")).ToContainTextAsync(child.Name);
        await Assertions.Expect(row.Locator("dl.fields")).ToContainTextAsync(child.Mother.Name);
        await Assertions.Expect(row.Locator("dl.fields")).ToContainTextAsync(address);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Claim dossier {number}" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"You claimed dossier {number}.");
        await Assertions.Expect(page.GetByText("Law on Residence 2020 (68/2020/QH14), art. 20")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The dossier was approved.");
    }

    private static async Task TheResidenceIsSettled(StoryProvince province, Newborn child, LifeEvent told)
    {
        const string residence = "(select id from par.dossier where rule = 'residence.newborn')";
        Assert.Equal(
            [$"{child.Id} 1.004222 commune-police/hai-chau approved civil-status {told.Uid}"],
            await province.Work<string>(
                "select concat_ws(' ', subject, procedure, agency, state, registry, event_uid) from par.dossier where rule = 'residence.newborn' and closed_at is not null"));
        Assert.Equal(
            ["handling stopped", "statutory stopped"],
            await province.Work<string>(
                $"select kind || case when stopped_at is not null and running_since is null then ' stopped' else ' runs' end from par.clock where dossier = {residence} order by kind"));
        // Seven working days from a registration of today, at closing time: one weekend is always between, and Tết may be.
        Assert.Equal(
            ["7 working days due at 17:30"],
            await province.Work<string>(
                $"""
                select term || ' due at ' || to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI')
                  from par.clock
                 where dossier = {residence}
                   and kind = 'statutory'
                   and (due_at at time zone 'Asia/Ho_Chi_Minh')::date - @Today between 8 and 30
                """,
                new { province.Today }));
        Assert.Equal(0, await province.Count($"par.queue_item where dossier = {residence}"));
        Assert.Equal(0, await province.Count("par.officer where holding <> 0"));
        Assert.Equal(
            ["opened queued par", "claimed inProgress an", "approved approved an"],
            await province.Work<string>($"select concat_ws(' ', change, state, actor) from par.dossier_change where dossier = {residence} order by position"));
        Assert.Equal(
            [
                "dossier.opened agency/commune-police/hai-chau", $"notice.opened person/{child.Mother.Id}",
                $"notice.outcome person/{child.Mother.Id}",
            ],
            await province.Work<string>($"select topic || ' ' || recipient from par.outbox where body ->> 'dossier' = {residence}::text order by id"));
        Assert.Equal(0, await province.Count("par.outbox where recipient = @baby", new { baby = $"person/{child.Id}" }));

        var finding = (await province.Work<string>(
            "select explanation::text from par.finding where rule = 'residence.newborn' and answer = 'due' and revision = 1")).Single();
        using var explanation = JsonDocument.Parse(finding);
        var conditions = explanation.RootElement.GetProperty("conditions").EnumerateArray().ToDictionary(
            condition => condition.GetProperty("id").GetString()!, condition => condition);
        Assert.Equal("met", conditions["parent-resident"].GetProperty("outcome").GetString());
        Assert.Equal("unmet", conditions["already-resident"].GetProperty("outcome").GetString());
        Assert.Contains("population", conditions["parent-resident"].GetProperty("facts").ToString(), StringComparison.Ordinal);
        Assert.Equal("Law on Residence 2020 (68/2020/QH14), art. 20", conditions["parent-resident"].GetProperty("law").GetProperty("en").GetString());
    }

    private static async Task TheCardWaitsForThePerson(StoryProvince province, Newborn child)
    {
        Assert.Equal(
            [$"{child.Id} 3.000722 social-insurance/hai-chau prepared awaitAnswer"],
            await province.Work<string>(
                """
                select concat_ws(' ', subject, procedure, dossier.agency, state, task)
                  from par.dossier join par.queue_item on dossier = id
                 where rule = 'health-insurance.child-under-6'
                """));
        Assert.Equal(["answer 30 working days"], await province.Work<string>(CardClocks));
        Assert.Equal(1, await province.Count("par.outbox where topic = 'notice.offer' and recipient = @person", new { person = $"person/{child.Mother.Id}" }));
    }

    private static async Task ThePersonSaysYes(IPage page, Newborn child)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Awaiting the person", Exact = true }).ClickAsync();
        await page.Locator("tbody th a").ClickAsync();
        await Assertions.Expect(page.Locator("blockquote")).ToContainTextAsync(
            $"The application for {child.Name}'s health-insurance card has been prepared from the birth registration. Shall it be submitted?");
        await page.Locator("#yes-channel").SelectOptionAsync("By phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Recorded: the person said yes. The dossier is in the queue.");
    }

    private static async Task TheCardIsInTheQueue(StoryProvince province, Newborn child)
    {
        Assert.Equal(["statutory 3 working days"], await province.Work<string>(CardClocks));
        Assert.Equal(
            [$"{child.Id} queued handle due with its clock"],
            await province.Work<string>(
                """
                select concat_ws(' ', subject, state, task, 'due', case when queue_item.due_at = clock.due_at and clock.due_at > now() then 'with its clock' end)
                  from par.dossier
                  join par.queue_item on queue_item.dossier = id
                  join par.clock on clock.dossier = id and kind = 'statutory'
                 where rule = 'health-insurance.child-under-6'
                """));
        Assert.Equal(
            ["opened prepared par", "accepted queued chi"],
            await province.Work<string>(
                """
                select concat_ws(' ', change, dossier_change.state, actor)
                  from par.dossier_change join par.dossier on dossier = id
                 where rule = 'health-insurance.child-under-6'
                 order by position
                """));
    }
}
