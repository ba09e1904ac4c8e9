using Microsoft.Extensions.Options;
using Par.Worker.Api.Spdci;

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
                .AddSingleton<SpdciCheck>()
                .AddSingleton<Senders>()
                .AddSingleton<EventsEndpoint>()
                .AddSingleton<SpdciDoor>()
                .AddSingleton<SpdciAnswers>()
                .AddSingleton<SpdciClient>()
                .AddSingleton<SpdciLifeEvent>()
                .AddSingleton<NotifyEndpoint>()
                .AddSingleton<OnSubscribeEndpoint>()
                .AddHostedService<SpdciSubscriptions>();
        }
    }

    extension(WebApplication worker)
    {
        /// <summary>Every address of the third door.</summary>
        public void MapApi()
        {
            worker.MapPost("/api/events", worker.Services.GetRequiredService<EventsEndpoint>().Take);
            worker.MapPost("/api/spdci/registry/notify", worker.Services.GetRequiredService<NotifyEndpoint>().Take);
            worker.MapPost("/api/spdci/registry/on-subscribe", worker.Services.GetRequiredService<OnSubscribeEndpoint>().Take);
        }
    }
}
