using Microsoft.AspNetCore.DataProtection;

namespace Par.Worker.Desk;

/// <summary>
/// What the last action came to, told on the next page and then forgotten. It travels in a protected cookie, not in the
/// address, because it may name a dossier.
/// </summary>
internal sealed class Notices(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private const string Cookie = "par.notice";
    private readonly IDataProtector protector = protection.CreateProtector("Par.Worker.Desk.Notices");

    /// <summary>It was done.</summary>
    public void Done(string sentence) => Leave('+', sentence);

    /// <summary>It was not done, and why.</summary>
    public void Refused(string sentence) => Leave('-', sentence);

    /// <summary>The notice that waits, if any. It is told once.</summary>
    public (bool Done, string Sentence)? Take()
    {
        var context = accessor.HttpContext;
        if (context?.Request.Cookies[Cookie] is not { Length: > 0 } kept)
        {
            return null;
        }

        context.Response.Cookies.Delete(Cookie);
        try
        {
            var text = protector.Unprotect(kept);
            return (text[0] == '+', text[1..]);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Written before a restart, under keys that are gone. What it told has happened or not all the same.
            return null;
        }
    }

    private void Leave(char kind, string sentence) =>
        accessor.HttpContext!.Response.Cookies.Append(
            Cookie,
            protector.Protect(kind + sentence),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromMinutes(5), IsEssential = true });
}
