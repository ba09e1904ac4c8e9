using Npgsql;

namespace Par.Worker.Api;

/// <summary>What went wrong in a way that no endpoint foresaw is answered in the form of this door, and logged without what was sent.</summary>
internal sealed partial class ApiFailures(ILogger<ApiFailures> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException broken)
        {
            return new Problem(broken.StatusCode, "The request cannot be read", "The request ended early, came too slowly or is not HTTP: send it again whole.").Answer(http.Response);
        }
        catch (NpgsqlException away) when (away.IsTransient && !http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(http.Request.Path, away.GetType().Name, away.SqlState);
            return new Problem(
                StatusCodes.Status503ServiceUnavailable,
                "It could not be kept",
                "The work database did not take it in: send the same request again, newly signed. What was kept already counts once.")
                .Answer(http.Response);
        }
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(http.Request.Path, failure.GetType().Name, failure.TargetSite?.DeclaringType?.Name);
            return new Problem(
                StatusCodes.Status500InternalServerError,
                "The service failed",
                "Send the same request again, newly signed: what was kept already counts once. When it fails again, tell whoever runs the service the time of it.")
                .Answer(http.Response);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Path} failed: {Failure} in {Where}")]
    private partial void LogFailed(string path, string failure, string? where);
}
