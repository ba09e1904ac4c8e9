using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Demo;
using Par.Worker.Demo.Life;
using Par.Worker.Demo.People;
using Par.Worker.Storage;
using Par.Worker.Tests.Cli;
using Par.Worker.Tests.Demo;

namespace Par.Worker.Tests.Story;

/// <summary>
/// A province that a test writes by hand: the registries in databases of their own, each written by its own application, and a
/// work database. Everything in it happens today; who its people are comes from the seed.
/// </summary>
internal sealed class StoryProvince : IAsyncDisposable
{
    private readonly RegistryWriters writers;
    private readonly Chance chance;
    private readonly NpgsqlDataSource work;

    private StoryProvince(ProvinceDatabases databases, int seed)
    {
        Databases = databases;
        writers = new RegistryWriters(databases);
        work = Database.Open(databases.WorkConnectionString);
        People = new Province(seed, Province.DayOf(TimeProvider.System.GetUtcNow()), Synthetic.Areas);
        chance = new Chance(People, new Residents(People), TimeProvider.System);
    }

    public ProvinceDatabases Databases { get; }

    public Province People { get; }

    public DateOnly Today => People.Today;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StoryProvince> Create(PostgreSql postgres, int seed)
    {
        var databases = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), Cancellation);
        var province = new StoryProvince(databases, seed);
        await new Migrator(province.work).Migrate(Cancellation);
        return province;
    }

    /// <summary>The real service on this province.</summary>
    public Task<ServeProcess> Serve(params IEnumerable<(string Name, string Value)> settings) =>
        ServeProcess.Start(ServeProcess.SettingsOf(Databases, settings));

    /// <summary>Puts a grown woman on record as a permanent resident.</summary>
    public Task<Resident> Mother(Area area) => Settle(Today.AddYears(-27).AddDays(-100), Sex.Female, area);

    /// <summary>Puts a person on record, with a household and a permanent residence, and tells nobody.</summary>
    public async Task<Resident> Settle(DateOnly born, Sex sex, Area area)
    {
        var resident = new Resident
        {
            Id = People.IssueId(born, sex),
            Name = Names.Full(People.Random, "Trần", sex, young: false),
            Sex = sex,
            DateOfBirth = born,
            Spouse = null,
            FamilyOfChildren = "Trần",
            Area = area,
            Household = People.Numbers.Household(),
        };
        var address = chance.Households.Address(area);
        await Write(
            RegistrySchema.Population,
            [
                Facts.Person(resident.Id, resident.Name, born, sex, null, null, 1),
                Facts.Household(resident.Household, resident.Id, area.Id, address),
                Facts.Residence(resident.Id, area.Id, address, resident.Household, born),
            ]);
        return resident;
    }

    /// <summary>Puts a child of today on record in the population registry, and tells nobody yet.</summary>
    public async Task<Newborn> Child(Resident mother)
    {
        var sex = People.Random.Chance(0.5) ? Sex.Male : Sex.Female;
        var bornAt = chance.Ago(1, 5);
        var child = new Newborn
        {
            Id = People.IssueId(Province.DayOf(bornAt), sex),
            Name = Names.Full(People.Random, mother.FamilyOfChildren, sex, young: true),
            Sex = sex,
            BornAt = bornAt,
            Mother = mother,
            RegistrationNo = People.Numbers.Birth(Today.Year, mother.Area.Id),
        };
        await Write(RegistrySchema.Population, [Facts.Person(child.Id, child.Name, child.DateOfBirth, sex, mother.Id, null, 0)]);
        return child;
    }

    /// <summary>Registers a birth: the entry and the life event that tells of it, in one transaction.</summary>
    public async Task<LifeEvent> Register(Newborn child)
    {
        var body = new
        {
            child.RegistrationNo,
            RegisteredOn = Today,
            child.DateOfBirth,
            MotherId = child.Mother.Id,
            FatherId = (string?)null,
            ChildName = child.Name,
        };
        var told = chance.Event(RegistrySchema.CivilStatus, "birth.registered", child.Id, child.Mother.Area.Id, child.BornAt, body);
        await Write(RegistrySchema.CivilStatus, [Facts.Birth(child, Today)], told);
        return told;
    }

    /// <summary>A birth from the population registry to its registration.</summary>
    public async Task<Newborn> Birth(Resident mother)
    {
        var child = await Child(mother);
        await Register(child);
        return child;
    }

    /// <summary>Registers a death of today, in civil status and then in the population registry.</summary>
    public async Task<LifeEvent> Death(string person, Area area)
    {
        var diedAt = chance.Ago(0, 1);
        var (diedOn, registrationNo) = (Province.DayOf(diedAt), People.Numbers.Death(Today.Year, area.Id));
        var body = new { RegistrationNo = registrationNo, RegisteredOn = Today, DiedOn = diedOn, InformantId = (string?)null };
        var told = chance.Event(RegistrySchema.CivilStatus, "death.registered", person, area.Id, diedAt, body);
        await Write(RegistrySchema.CivilStatus, [Facts.Death(registrationNo, person, diedAt, Today, area.Id, null)], told);
        await Write(RegistrySchema.Population, [Facts.PersonDied(person, diedOn)]);
        return told;
    }

    /// <summary>Gives a person a health-insurance card of this year, and tells of it.</summary>
    public async Task<LifeEvent> Insure(string person, Area area)
    {
        var card = new InsuranceCard(People.Numbers.InsuranceCard("TE1"), "TE1", Today.AddDays(-30), Today.AddYears(1));
        var told = chance.Event(
            RegistrySchema.HealthInsurance, "insurance-card.issued", person, area.Id, chance.Now, new { CardNo = card.Number, card.ValidFrom, card.ValidUntil });
        await Write(RegistrySchema.HealthInsurance, [Facts.InsuranceCard(card, person)], told);
        return told;
    }

    /// <summary>Gives a person a permanent residence, and tells of it.</summary>
    public async Task<LifeEvent> House(string person, Resident with)
    {
        var area = with.Area;
        var told = chance.Event(
            RegistrySchema.Population, "residence.registered", person, area.Id, chance.Now, new { Area = area.Id, Kind = "permanent", RegisteredFrom = Today });
        await Write(RegistrySchema.Population, [Facts.Residence(person, area.Id, chance.Households.Address(area), with.Household, Today)], told);
        return told;
    }

    /// <summary>Grants a person a pension, and tells of it.</summary>
    public async Task<LifeEvent> Grant(string person, Area area)
    {
        var pension = new Pension("contributory", 4_200_000, Today.AddYears(-1));
        var told = chance.Event(
            RegistrySchema.SocialProtection, "pension.granted", person, area.Id, chance.Now, new { pension.Kind, pension.MonthlyAmount, pension.PaidFrom });
        await Write(RegistrySchema.SocialProtection, [Facts.Pension(pension, person)], told);
        return told;
    }

    /// <summary>Sends a life event once more, word for word, in a transaction of its own.</summary>
    public Task SendAgain(LifeEvent told) => Write(told.Registry, [], told);

    public Task Enlist(params IReadOnlyList<Officer> officers) =>
        new Officers(work, Options.Create(new AgencyOptions())).Enlist(officers, Cancellation);

    /// <summary>Rows of the work database.</summary>
    public async Task<IReadOnlyList<T>> Work<T>(string sql, object? arguments = null)
    {
        await using var connection = await work.OpenConnectionAsync(Cancellation);
        return [.. await connection.QueryAsync<T>(sql, arguments)];
    }

    /// <summary>One number of the work database.</summary>
    public async Task<long> Count(string sql, object? arguments = null) => (await Work<long>($"select count(*) from {sql}", arguments)).Single();

    /// <summary>Rows of a registry.</summary>
    public async Task<IReadOnlyList<T>> Registry<T>(RegistrySchema registry, string sql)
    {
        await using var connection = new NpgsqlConnection(Databases[registry].WriterConnectionString);
        return [.. await connection.QueryAsync<T>(sql)];
    }

    public Task<NpgsqlConnection> OpenWork() => work.OpenConnectionAsync(Cancellation).AsTask();

    public async ValueTask DisposeAsync()
    {
        await work.DisposeAsync();
        await writers.DisposeAsync();
        await Databases.DisposeAsync();
    }

    private Task Write(RegistrySchema registry, IReadOnlyList<Fact> facts, params IReadOnlyList<LifeEvent> events) =>
        writers.Write(new Entry(registry, facts, events), Cancellation);
}
