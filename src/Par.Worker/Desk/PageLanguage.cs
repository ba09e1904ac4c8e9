using System.Globalization;
using Par.Rules.Catalogue;

namespace Par.Worker.Desk;

/// <summary>The language of one page: Vietnamese, unless the person chose English.</summary>
internal sealed class PageLanguage
{
    private const string Cookie = "par.lang";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public PageLanguage(IHttpContextAccessor accessor)
    {
        var request = accessor.HttpContext?.Request;
        var chosen = request?.Query["lang"].FirstOrDefault() ?? request?.Cookies[Cookie];
        Language = chosen == "en" ? Language.English : Language.Vietnamese;
    }

    public Language Language { get; }

    /// <summary>What the page says in its lang attribute.</summary>
    public string Code => Language == Language.English ? "en" : "vi";

    /// <summary>For numbers. Dates have a form of their own below.</summary>
    public CultureInfo Culture => Language == Language.English ? English : Vietnamese;

    /// <summary>The text in the language of the page.</summary>
    public string Say(string vi, string en) => Language == Language.English ? en : vi;

    public string Say(Wording? wording) => wording?.In(Language) ?? "";

    public string Day(DateOnly day) => day.ToString(Say("dd/MM/yyyy", "d MMMM yyyy"), CultureInfo.InvariantCulture);

    public string Moment(DateTimeOffset local) =>
        Language == Language.English
            ? local.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)
            : local.ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Keeps a choice made by a link with ?lang= for a year.</summary>
    public static Task Remember(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Query["lang"].FirstOrDefault() is "vi" or "en")
        {
            var cookie = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true };
            context.Response.Cookies.Append(Cookie, context.Request.Query["lang"].ToString(), cookie);
        }

        return next(context);
    }
}
