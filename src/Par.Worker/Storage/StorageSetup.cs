using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Par.Worker.Storage;

internal static class StorageSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The work database: its pool, and the migrator that brings it up to date, and who sees that it has moved on.</summary>
        public IServiceCollection AddStorage()
        {
            services.AddOptions<DatabaseOptions>()
                .BindConfiguration("Database")
                .Validate(
                    database => Database.NamesAHostAndADatabase(database.ConnectionString),
                    "Database:ConnectionString must name a host and a database, such as 'Host=db;Database=par;Username=par;Password=...'. Set it in the file of --settings, or as the environment variable Database__ConnectionString.")
                .ValidateOnStart();

            services.TryAddSingleton(KnownMigrations.Own);
            services.TryAddSingleton(TimeProvider.System);
            return services
                .AddSingleton(provider => Database.Open(
                    provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString, provider.GetRequiredService<KnownMigrations>()))
                .AddKeyedSingleton(Database.Prepared, (provider, _) => Database.OpenPrepared(
                    provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString, provider.GetRequiredService<KnownMigrations>()))
                .AddSingleton<Migrator>()
                .AddHostedService<JournalWatch>();
        }
    }
}
