using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Par.Worker.Desk.Pages;

namespace Par.Worker.Desk;

/// <summary>Every address of the desk on one page. Pages say their own address in their first line.</summary>
internal static partial class DeskRoutes
{
    extension(WebApplication worker)
    {
        public void MapDesk()
        {
            var address = worker.Services.GetRequiredService<IOptions<DeskOptions>>();
            worker.Lifetime.ApplicationStarted.Register(() => Announce(worker));
            worker.Configuration["urls"] = null;
            worker.Urls.Add(address.Value.Address);

            worker.UseHostFiltering();
            worker.Use(SecurityHeaders.Add);
            worker.Use(PageLanguage.Remember);
            worker.UseExceptionHandler("/failed", createScopeForErrors: true);
            worker.UseStatusCodePagesWithReExecute("/stopped/{0}", createScopeForStatusCodePages: true);
            worker.Use(ErrorPages.AreOnlyRead);
            worker.UseRouting();
            worker.UseAuthentication();
            worker.UseAuthorization();
            worker.UseAntiforgery();
            worker.Use(ErrorPages.StopFormsWithoutToken);

            worker.MapGet("/", () => Results.LocalRedirect("/queue"));
            worker.MapRazorComponents<Root>();
            worker.MapStyleSheet();
            worker.MapHealth();
            worker.MapSignIn();
            worker.MapQueueActions();
            worker.MapDossierActions();
            worker.MapSupervisionActions();
        }

        private void MapStyleSheet()
        {
            var styles = worker.Services.GetRequiredService<StyleSheet>();
            worker.MapGet(styles.Address, styles.Send);
        }

        private void MapHealth()
        {
            worker.MapHealthChecks("/health");
            worker.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
            worker.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        }
    }

    private static void Announce(WebApplication worker)
    {
        var log = worker.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DeskRoutes).FullName!);
        var addresses = worker.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var listed = string.Join(", ", addresses);
        Opened(log, listed);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Opened the desk on {Addresses}")]
    private static partial void Opened(ILogger log, string addresses);
}
