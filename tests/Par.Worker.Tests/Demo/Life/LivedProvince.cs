using Par.Worker.Demo;
using Par.Worker.Demo.Filling;
using Par.Worker.Demo.Life;

namespace Par.Worker.Tests.Demo.Life;

/// <summary>A small province in which much has happened, at a moment that stood still: shared by the tests that only look at it.</summary>
public sealed class LivedProvince(PostgreSql postgres) : IAsyncLifetime
{
    internal ProvinceDatabases Databases { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Databases = await ProvinceDatabases.Create(await postgres.AdministratorConnectionString(), ProvinceDatabases.NewPrefix(), CancellationToken.None);
        var (fates, writers) = await Begin(Databases, new Synthetic.Noon());
        await using var writing = writers;
        for (var happened = 0; happened < 1_500; happened++)
        {
            foreach (var entry in fates.Next().Entries)
            {
                await writers.Write(entry, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync() => await Databases.DisposeAsync();

    /// <summary>Filled, and ready to live.</summary>
    internal static async Task<(Fates Fates, RegistryWriters Writers)> Begin(ProvinceDatabases databases, TimeProvider clock)
    {
        var province = Synthetic.Province();
        var residents = new Residents(province);
        await new ProvinceFilling(databases).Fill(province, 3_000, residents.Meet, CancellationToken.None);
        return (new Fates(new Chance(province, residents, clock)), new RegistryWriters(databases));
    }
}
