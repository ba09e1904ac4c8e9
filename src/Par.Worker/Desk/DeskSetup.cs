using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace Par.Worker.Desk;

internal static class DeskSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>The first door: the pages on which officers see and work the queue of their agency.</summary>
        public IServiceCollection AddDesk()
        {
            services.AddOptions<DeskOptions>()
                .BindConfiguration("Desk")
                .Validate(desk => desk.AddressIsHttp(), "Desk:Address must be http, a host and a port, such as http://127.0.0.1:5080.")
                .Validate(
                    desk => !desk.PickOfficer || desk.IsLoopback(),
                    "Desk:PickOfficer lets anyone in who can reach the desk, so it needs a Desk:Address on this machine, such as http://127.0.0.1:5080.")
                .Validate(desk => desk.PageSize is >= 1 and <= 200, "Desk:PageSize must be between 1 and 200. Leave it out for 20.")
                .ValidateOnStart();

            services.AddRazorComponents();
            services.AddHttpContextAccessor();
            services.AddHealthChecks()
                .AddCheck<WorkDatabaseHealth>("work database", tags: ["ready"])
                .AddCheck<AlarmsHealth>("alarms");
            services.AddSignIn();

            // A page elsewhere must not reach a desk on this machine by giving its own name this machine's address.
            services.AddOptions<HostFilteringOptions>().Configure<IOptions<DeskOptions>>(
                (hosts, desk) => hosts.AllowedHosts = desk.Value.IsLoopback() ? ["localhost", "127.0.0.1", "[::1]"] : ["*"]);
            services.AddHostFiltering(_ => { });

            return services
                .AddScoped<PageLanguage>()
                .AddScoped<Notices>()
                .AddScoped<Answers>()
                .AddScoped<OfficerAtDesk>()
                .AddScoped<Cards>()
                .AddScoped<QueueView>()
                .AddScoped<DossierView>()
                .AddScoped<SupervisionView>()
                .AddSingleton<DeskQueries>()
                .AddSingleton<StyleSheet>();
        }

        private void AddSignIn()
        {
            // Without a name of its own the folder of the program would be the name, and workers in different folders could not read each other's cookies.
            services.AddDataProtection().SetApplicationName("par-worker");
            services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>, CookieKeys>();
            services.AddAntiforgery(form => form.Cookie.Name = "par.form");
            services.AddAuthorization();
            services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
            {
                cookie.Cookie.Name = "par.officer";
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
                cookie.LoginPath = "/sign-in";
                cookie.AccessDeniedPath = "/sign-in";
                cookie.ReturnUrlParameter = "back";
                cookie.Events.OnValidatePrincipal = OfficerAtDesk.StillOnTheList;
            });
        }
    }
}
