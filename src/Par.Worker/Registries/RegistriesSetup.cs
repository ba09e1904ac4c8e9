using Microsoft.Extensions.Options;

namespace Par.Worker.Registries;

internal static class RegistriesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The registries of the catalogue: one pool of reading connections each, tried once at start.</summary>
        public IServiceCollection AddRegistries()
        {
            services.AddOptions<RegistriesOptions>()
                .Configure<IConfiguration>((options, settings) => settings.GetSection("Registries").Bind(options.ByName))
                .ValidateOnStart();

            return services
                .AddSingleton<IValidateOptions<RegistriesOptions>, RegistriesCheck>()
                .AddSingleton<RegistryConnections>()
                .AddHostedService<RegistriesAtStart>();
        }
    }
}

/// <summary>Tries every registry before anything else of the service runs, so that a wrong setting is seen at once.</summary>
internal sealed class RegistriesAtStart(RegistryConnections registries) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => registries.TryAll(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
