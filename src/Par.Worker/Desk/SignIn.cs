using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Par.Worker.Agencies;

namespace Par.Worker.Desk;

/// <summary>Coming to the desk and leaving it. Real identity is not connected yet: only a demo offers names to pick from.</summary>
internal static class SignIn
{
    extension(WebApplication worker)
    {
        public void MapSignIn()
        {
            worker.MapPost("/sign-in", Pick);
            worker.MapPost("/sign-out", Leave);
        }
    }

    private static async Task<IResult> Pick(
        [FromForm] string? officer, HttpContext context, IOptions<DeskOptions> desk, Officers officers, Notices notices, PageLanguage language)
    {
        if (!desk.Value.PickOfficer)
        {
            return Results.NotFound();
        }

        if (officer is null || await officers.Find(officer, context.RequestAborted) is not { } found)
        {
            notices.Refused(language.Say("Hãy chọn tên một cán bộ trong danh sách.", "Pick the name of an officer from the list."));
            return Results.LocalRedirect("/agencies");
        }

        await context.SignInAsync(OfficerAtDesk.Principal(found.Id));
        return Results.LocalRedirect("/queue");
    }

    private static async Task<IResult> Leave([FromForm] string? leave, HttpContext context)
    {
        _ = leave;
        await context.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }
}
