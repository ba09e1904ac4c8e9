namespace Par.Worker.Desk;

/// <summary>Lets a form through only when its dossier belongs to the agency of the officer at the desk.</summary>
internal sealed class OwnAgencyOnly(OfficerAtDesk desk, DeskQueries queries) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        var id = Guid.Parse(request.GetRouteValue("id")!.ToString()!);
        var officer = await desk.Find(request.RequestAborted);
        return officer is not null && await queries.Dossier(id, officer.Agency, request.RequestAborted) is not null
            ? await next(context)
            : Results.NotFound();
    }
}
