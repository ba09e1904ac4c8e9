using Microsoft.Extensions.Options;

namespace Par.Worker.Api;

internal static class ApiSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The third door: HTTP for systems that send life events by themselves.</summary>
        public IServiceCollection AddApi()
        {
            services.AddOptions<ApiOptions>().BindConfiguration("Api").ValidateOnStart();
            return services
                .AddSingleton<IValidateOptions<ApiOptions>, ApiCheck>()
                .AddSingleton<Senders>()
                .AddSingleton<EventsEndpoint>();
        }
    }

    extension(WebApplication worker)
    {
        /// <summary>Every address of the third door.</summary>
        public void MapApi()
        {
            worker.MapPost("/api/events", worker.Services.GetRequiredService<EventsEndpoint>().Take);
        }
    }
}
