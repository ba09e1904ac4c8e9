using Microsoft.Extensions.Options;

namespace Par.Worker.Registries;

internal static class RegistriesSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The registries of the catalogue: one pool of reading connections each, looked at once at start.</summary>
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

/// <summary>Looks at every registry before anything else of the service runs, so that a wrong setting is said at once. The service goes on without those that are away.</summary>
internal sealed partial class RegistriesAtStart(RegistryConnections registries, ILogger<RegistriesAtStart> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in await registries.TryAll(cancellationToken))
        {
            LogWithout(problem);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} Everything else is worked meanwhile, and it is picked up when it is there")]
    private partial void LogWithout(string problem);
}
