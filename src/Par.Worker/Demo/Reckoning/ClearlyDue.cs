using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Demo.Reckoning;

/// <summary>
/// The people for whom the registries leave no doubt that something is due: a second reading of the law, written without the
/// rule files. Where the answer depends on which of two registries wrote first, the person is left out.
/// </summary>
internal sealed class ClearlyDue(ProvinceDatabases databases)
{
    public const string PermanentResidence = "1.004222";
    public const string HealthInsuranceCard = "3.000722";
    public const string LinkedDeath = "2.002913";
    public const string SocialPension = "1.014027";
    public const string CardAtFourteen = "0.000000";

    public const string BirthRegistration = "1.001193";
    public const string GradeSix = "3.000182";

    /// <summary>The procedures that concern a person once in a life.</summary>
    public static readonly string[] OnceInALife = [PermanentResidence, HealthInsuranceCard, LinkedDeath, SocialPension, CardAtFourteen];

    public sealed record Due(string Procedure, string Person, string Because);

    public async Task<IReadOnlyList<Due>> Find(DateOnly first, DateOnly last, CancellationToken cancellation) =>
    [
        .. await Newborns(cancellation),
        .. await Deceased(cancellation),
        .. await At75(first, last, cancellation),
        .. await At14(first, last, cancellation),
        .. await Notified(cancellation),
        .. await PrimaryCompleted(cancellation),
    ];

    private async Task<IEnumerable<Due>> Newborns(CancellationToken cancellation)
    {
        var births = await Ask<Birth>(RegistrySchema.CivilStatus, Sql.Read("Demo/Reckoning/births.sql"), null, cancellation);
        var parents = births.SelectMany(birth => new[] { birth.MotherId, birth.FatherId }).OfType<string>().Distinct().ToArray();
        var children = births.Select(birth => birth.ChildId).ToArray();
        var residents = await Among(RegistrySchema.Population, Sql.Read("Demo/Reckoning/residents.sql"), parents, cancellation);
        var everResident = await Among(RegistrySchema.Population, Sql.Read("Demo/Reckoning/ever_resident.sql"), children, cancellation);
        var insured = await Among(RegistrySchema.HealthInsurance, Sql.Read("Demo/Reckoning/insured.sql"), children, cancellation);
        var withHome = births.Where(birth => residents.Contains(birth.MotherId) || (birth.FatherId is { } father && residents.Contains(father))).ToList();
        return
        [
            .. withHome.Where(birth => !everResident.Contains(birth.ChildId)).Select(birth => new Due(PermanentResidence, birth.ChildId, "born, and resident nowhere")),
            .. withHome.Where(birth => !insured.Contains(birth.ChildId)).Select(birth => new Due(HealthInsuranceCard, birth.ChildId, "born, and not insured")),
        ];
    }

    private async Task<IEnumerable<Due>> Deceased(CancellationToken cancellation)
    {
        var deceased = await Ask<string>(RegistrySchema.CivilStatus, Sql.Read("Demo/Reckoning/deaths.sql"), null, cancellation);
        var residents = await Among(RegistrySchema.Population, Sql.Read("Demo/Reckoning/residents.sql"), [.. deceased], cancellation);
        return deceased.Where(residents.Contains).Distinct().Select(person => new Due(LinkedDeath, person, "died, and still a resident"));
    }

    private async Task<IEnumerable<Due>> At75(DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var reached = await ResidentsWhoReached(75, first, last, cancellation);
        var pensioners = await Among(RegistrySchema.SocialProtection, Sql.Read("Demo/Reckoning/pensioners.sql"), [.. reached.Select(one => one.PersonalId)], cancellation);
        return reached
            .Where(one => !pensioners.Contains(one.PersonalId))
            .Select(one => new Due(SocialPension, one.PersonalId, $"75 on {one.ReachedOn:yyyy-MM-dd} without a pension"));
    }

    private async Task<IEnumerable<Due>> At14(DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var reached = await ResidentsWhoReached(14, first, last, cancellation);
        var values = new { people = reached.Select(one => one.PersonalId).ToArray(), days = reached.Select(one => one.ReachedOn).ToArray() };
        var carded = (await Ask<string>(RegistrySchema.Population, Sql.Read("Demo/Reckoning/carded.sql"), values, cancellation)).ToHashSet();
        return reached
            .Where(one => !carded.Contains(one.PersonalId))
            .Select(one => new Due(CardAtFourteen, one.PersonalId, $"14 on {one.ReachedOn:yyyy-MM-dd} without a card"));
    }

    private async Task<IEnumerable<Due>> Notified(CancellationToken cancellation)
    {
        var notices = await Ask<Notice>(RegistrySchema.HealthFacilities, Sql.Read("Demo/Reckoning/notified.sql"), null, cancellation);
        var registered = await Among(RegistrySchema.CivilStatus, Sql.Read("Demo/Reckoning/registered_by_notice.sql"), [.. notices.Select(notice => notice.NotificationNo)], cancellation);
        var residents = await Among(RegistrySchema.Population, Sql.Read("Demo/Reckoning/residents.sql"), [.. notices.Select(notice => notice.MotherId)], cancellation);
        return notices
            .Where(notice => !registered.Contains(notice.NotificationNo) && residents.Contains(notice.MotherId))
            .Select(notice => notice.MotherId)
            .Distinct()
            .Select(mother => new Due(BirthRegistration, mother, "had a child whose birth is not registered"));
    }

    private async Task<IEnumerable<Due>> PrimaryCompleted(CancellationToken cancellation)
    {
        var pupils = await Ask<string>(RegistrySchema.Education, Sql.Read("Demo/Reckoning/completed_primary.sql"), null, cancellation);
        var residents = await Among(RegistrySchema.Population, Sql.Read("Demo/Reckoning/residents.sql"), [.. pupils], cancellation);
        return pupils.Where(residents.Contains).Select(pupil => new Due(GradeSix, pupil, "completed primary school, and not enrolled in grade six"));
    }

    private async Task<IReadOnlyList<Birthday>> ResidentsWhoReached(int age, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var reached = await Ask<Birthday>(RegistrySchema.Population, Sql.Read("Demo/Reckoning/reached_age.sql"), new { age, first, last }, cancellation);
        var people = reached.Select(one => one.PersonalId).ToArray();
        var residents = await Among(RegistrySchema.Population, Sql.Read("Demo/Reckoning/residents.sql"), people, cancellation);
        var died = await Among(RegistrySchema.CivilStatus, Sql.Read("Demo/Reckoning/ever_died.sql"), people, cancellation);
        return [.. reached.Where(one => residents.Contains(one.PersonalId) && !died.Contains(one.PersonalId))];
    }

    private async Task<HashSet<string>> Among(RegistrySchema registry, string text, string[] people, CancellationToken cancellation) =>
        [.. await Ask<string>(registry, text, new { people }, cancellation)];

    private async Task<IReadOnlyList<T>> Ask<T>(RegistrySchema registry, string text, object? values, CancellationToken cancellation)
    {
        await using var reader = new NpgsqlConnection(databases[registry].ReaderConnectionString);
        await reader.OpenAsync(cancellation);
        await reader.ExecuteAsync($"set search_path to {registry.Schema}");
        return [.. await reader.QueryAsync<T>(new CommandDefinition(text, values, commandTimeout: 300, cancellationToken: cancellation))];
    }

    private sealed record Birth
    {
        public required string ChildId { get; init; }

        public required string MotherId { get; init; }

        public required string? FatherId { get; init; }
    }

    private sealed record Notice
    {
        public required string NotificationNo { get; init; }

        public required string MotherId { get; init; }
    }

    private sealed record Birthday
    {
        public required string PersonalId { get; init; }

        public required DateOnly ReachedOn { get; init; }
    }
}
