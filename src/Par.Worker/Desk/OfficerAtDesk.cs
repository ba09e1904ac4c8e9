using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Par.Worker.Desk;

/// <summary>Who sits at the desk now. The cookie names the officer; agency and capacity are read anew for every page.</summary>
internal sealed class OfficerAtDesk(IHttpContextAccessor accessor, DeskQueries queries)
{
    private Officer? found;

    /// <summary>The officer, or null when nobody has signed in or the officer is no longer on the list.</summary>
    public async Task<Officer?> Find(CancellationToken cancellation)
    {
        if (found is null && accessor.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id)
        {
            found = await queries.Officer(id, cancellation);
        }

        return found;
    }

    public static ClaimsPrincipal Principal(Officer officer) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, officer.Id)], CookieAuthenticationDefaults.AuthenticationScheme));
}
