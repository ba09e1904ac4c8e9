using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Par.Worker.Desk;

/// <summary>Who sits at the desk now. The cookie names the officer; agency and capacity are read anew for every page.</summary>
internal sealed class OfficerAtDesk(IHttpContextAccessor accessor, DeskQueries queries)
{
    private DeskOfficer? found;

    /// <summary>The officer, or null when nobody has signed in or the officer is no longer on the list.</summary>
    public Task<DeskOfficer?> Find(CancellationToken cancellation) => Find(accessor.HttpContext?.User, cancellation);

    private async Task<DeskOfficer?> Find(ClaimsPrincipal? person, CancellationToken cancellation)
    {
        if (found is null && person?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id)
        {
            found = await queries.Officer(id, cancellation);
        }

        return found;
    }

    /// <summary>The officer, where the request could not have come this far without one.</summary>
    public async Task<DeskOfficer> Require(CancellationToken cancellation) =>
        await Find(cancellation) ?? throw new InvalidOperationException("An officer who is no longer on the list reached a form.");

    /// <summary>Signs out whoever is no longer on the list of officers, before a page or a form is reached.</summary>
    public static async Task StillOnTheList(CookieValidatePrincipalContext context)
    {
        var desk = context.HttpContext.RequestServices.GetRequiredService<OfficerAtDesk>();
        if (await desk.Find(context.Principal, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
        }
    }

    public static ClaimsPrincipal Principal(string officer) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, officer)], CookieAuthenticationDefaults.AuthenticationScheme));
}
