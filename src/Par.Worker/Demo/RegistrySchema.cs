using Par.Worker.Storage;

namespace Par.Worker.Demo;

/// <summary>One registry of the synthetic province: its name in the catalogue, its schema, and the SQL that lays it.</summary>
internal sealed record RegistrySchema(string Registry, string Schema, string Tables)
{
    public static RegistrySchema CivilStatus { get; } = new("civil-status", "civil_status", Sql.Read("Demo/Registries/civil_status.sql"));

    public static RegistrySchema Population { get; } = new("population", "population", Sql.Read("Demo/Registries/population.sql"));

    public static RegistrySchema HealthInsurance { get; } = new("health-insurance", "health_insurance", Sql.Read("Demo/Registries/health_insurance.sql"));

    public static RegistrySchema SocialProtection { get; } = new("social-protection", "social_protection", Sql.Read("Demo/Registries/social_protection.sql"));

    public static RegistrySchema Education { get; } = new("education", "education", Sql.Read("Demo/Registries/education.sql"));

    public static RegistrySchema Land { get; } = new("land", "land", Sql.Read("Demo/Registries/land.sql"));

    public static RegistrySchema HealthFacilities { get; } = new("health-facilities", "health_facilities", Sql.Read("Demo/Registries/health_facilities.sql"));

    public static RegistrySchema Merit { get; } = new("merit", "merit", Sql.Read("Demo/Registries/merit.sql"));

    public static RegistrySchema Permits { get; } = new("permits", "permits", Sql.Read("Demo/Registries/permits.sql"));

    public static RegistrySchema Tax { get; } = new("tax", "tax", Sql.Read("Demo/Registries/tax.sql"));

    public static RegistrySchema HouseholdBusinesses { get; } =
        new("household-businesses", "household_businesses", Sql.Read("Demo/Registries/household_businesses.sql"));

    public static IReadOnlyList<RegistrySchema> All { get; } =
        [CivilStatus, Population, HealthInsurance, SocialProtection, Education, Land, HealthFacilities, Merit, Permits, Tax, HouseholdBusinesses];

    /// <summary>The feed is the same in every registry.</summary>
    public static string Feed { get; } = Sql.Read("Registries/feed.sql");

    public static string Logins { get; } = Sql.Read("Demo/Registries/logins.sql");
}
