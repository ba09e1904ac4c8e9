using Microsoft.Extensions.Options;
using Par.Worker.Api.Portals;
using Par.Worker.Api.Spdci;

namespace Par.Worker.Api;

internal static class ApiSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The third door: HTTP for systems that send life events by themselves, and for portals through which people answer.</summary>
        public IServiceCollection AddApi()
        {
            services.AddOptions<ApiOptions>().BindConfiguration("Api").ValidateOnStart();
            return services
                .AddSingleton<IValidateOptions<ApiOptions>, ApiCheck>()
                .AddSingleton<SpdciCheck>()
                .AddSingleton<Senders>()
                .AddSingleton<EventsEndpoint>()
                .AddSingleton<AnswersEndpoint>()
                .AddSingleton<SpdciDoor>()
                .AddSingleton<SpdciAnswers>()
                .AddSingleton<SpdciClient>()
                .AddSingleton<SpdciLifeEvent>()
                .AddSingleton<NotifyEndpoint>()
                .AddSingleton<OnSubscribeEndpoint>()
                .AddSingleton<SubscriptionOutcomes>()
                .AddHostedService<SpdciSubscriptions>();
        }
    }

    extension(WebApplication worker)
    {
        /// <summary>Every address of the third door. What is wrong with a request is said in its own form everywhere below /api, never by a page of the desk.</summary>
        public void MapApi()
        {
            var api = worker.MapGroup("/api").AddEndpointFilter<ApiFailures>();
            Door(api, "/events", worker.Services.GetRequiredService<EventsEndpoint>().Take);
            Door(api, "/answers", worker.Services.GetRequiredService<AnswersEndpoint>().Take);
            Door(api, "/spdci/registry/notify", worker.Services.GetRequiredService<NotifyEndpoint>().Take);
            Door(api, "/spdci/registry/on-subscribe", worker.Services.GetRequiredService<OnSubscribeEndpoint>().Take);
            api.Map("/{**other}", (HttpContext context) => Problem.NoSuchAddress.Answer(context.Response));
        }
    }

    private static void Door(RouteGroupBuilder api, string path, Func<HttpContext, CancellationToken, Task<IResult>> take)
    {
        api.MapPost(path, take);
        api.Map(path, (HttpContext context) => Problem.OtherMethod.Answer(context.Response));
    }
}
