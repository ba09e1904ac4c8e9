using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Par.Worker.Demo;
using Par.Worker.Demo.Life;
using Par.Worker.Tests.Api;
using Par.Worker.Tests.Api.Spdci;
using Par.Worker.Tests.Demo;

namespace Par.Worker.Tests.Story;

/// <summary>A registry that sends by itself: the SDK of CloudEvents on one end, the officers' queue on the other, and the real service between.</summary>
public sealed class EventsOverHttpTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_birth_that_is_sent_becomes_the_dossiers_that_a_birth_in_the_feed_becomes()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 46);
        var mother = await province.Mother(Synthetic.Areas[0]);
        var child = await province.Child(mother);
        await using var service = await province.Serve(
            ("Api__Senders__hospital__Registry", OutsideSender.Registry),
            ("Api__Senders__hospital__Source", OutsideSender.Source),
            ("Api__Senders__hospital__Secrets__0", OutsideSender.Secret));
        using var sender = new OutsideSender(service.Address, TimeProvider.System);
        var life = OutsideSender.Birth(child.Id, mother.Id);
        life.Time = child.BornAt;
        life["locality"] = mother.Area.Id;
        var body = LinkedRegistries.BirthBody(child.Id, mother.Id, province.Today.ToString("O", CultureInfo.InvariantCulture));
        life.Data = JsonDocument.Parse(body).RootElement;

        var reply = await sender.SendStructured(life);
        Assert.Equal(["taken"], reply.Results);
        await Eventually.True(async () => await province.Count("par.queue_item") == 2);

        // The registry's feed reports the same birth later: it is known, and nothing opens twice.
        await province.SendAgain(new LifeEvent
        {
            Registry = RegistrySchema.CivilStatus,
            Uid = Guid.Parse(life.Id!),
            Kind = "birth.registered",
            Subject = child.Id,
            Area = mother.Area.Id,
            OccurredAt = child.BornAt,
            Body = body,
        });
        await Eventually.True(async () => await province.Count("par.intake_cursor where registry = 'civil-status' and duplicates = 1") == 1);
        Assert.Equal(
            [$"health-insurance.child-under-6 {child.Id} {life.Id}", $"residence.newborn {child.Id} {life.Id}"],
            await province.Work<string>("select concat_ws(' ', rule, subject, event_uid) from par.dossier order by rule"));
    }

    [Fact]
    public async Task A_birth_of_which_a_civil_registry_tells_only_whose_it_is_becomes_the_same_dossiers()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 47);
        var mother = await province.Mother(Synthetic.Areas[0]);
        var child = await province.Child(mother);
        await using var registry = await CivilRegistry.Start(TimeProvider.System);
        await using var service = await province.Serve(registry.Settings().Select(setting => (setting.Item1.Replace(":", "__", StringComparison.Ordinal), setting.Item2)));
        var record = CivilRegistry.Birth(child.Id, mother.Id);
        record["birth_date"] = child.DateOfBirth.ToString("yyyy-MM-dd'T00:00:00'", CultureInfo.InvariantCulture);
        record["registration_date"] = province.Today.ToString("O", CultureInfo.InvariantCulture);
        record["address"]!["locality"] = mother.Area.Id;
        registry.Records[child.Id] = [record];

        var reply = await registry.Tell(service.Address, CivilRegistry.Event("r-1", new JsonObject { ["identifier"] = CivilRegistry.Identifier(child.Id) }));

        NotifyTests.Acknowledged(reply);
        await Eventually.True(async () => await province.Count("par.queue_item") == 2);
        Assert.Equal(
            [$"health-insurance.child-under-6 {child.Id}", $"residence.newborn {child.Id}"],
            await province.Work<string>("select concat_ws(' ', rule, subject) from par.dossier order by rule"));
    }
}
